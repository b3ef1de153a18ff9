import RoostSystem
import SystemPackage

/// Finds processes of a sandbox among those of the host.
enum HostProcess {
  /// The host's number of the process that is `inside` in the sandbox of `agent`; nil when the host cannot see it.
  static func number(of inside: Int32, agent: Int32) -> Int32? {
    if inside == 1 { return agent }
    return children(of: agent).first { innermostNumber(of: $0) == inside }
  }

  private static func children(of process: Int32) -> [Int32] {
    guard let list = try? KernelFile.text(of: FilePath("/proc/\(process)/task/\(process)/children")) else { return [] }
    return list.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
  }

  /// The last number of `NSpid:	4711	12`.
  static func innermostNumber(of process: Int32) -> Int32? {
    guard let status = try? KernelFile.text(of: FilePath("/proc/\(process)/status")) else { return nil }
    let line = status.split(separator: "\n").first { $0.hasPrefix("NSpid:") }
    return line?.split(whereSeparator: \.isWhitespace).last.flatMap { Int32($0) }
  }
}
