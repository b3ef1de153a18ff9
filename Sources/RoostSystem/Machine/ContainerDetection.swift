import Glibc
import SystemPackage

/// Whether this process runs in a container, by the marks that container engines leave.
struct ContainerDetection: Sendable, Equatable {
  /// `/run/systemd/container`, or `container` of process 1: what systemd's convention asks of an engine.
  var declared: String?
  var hasDockerMark: Bool
  var hasPodmanMark: Bool
  /// Of `/proc/1/cgroup`.
  var cgroups: String

  /// The engine's name; `nil` on a machine of its own. What is declared wins over what is guessed.
  var engine: String? {
    if let declared = declared?.split(whereSeparator: \.isWhitespace).first { return String(declared.prefix(40)) }
    if hasPodmanMark { return "podman" }
    if cgroups.contains("/kubepods") { return "kubernetes" }
    if hasDockerMark || cgroups.contains("/docker") { return "docker" }
    return cgroups.contains("/lxc") ? "lxc" : nil
  }

  static func current() -> String? {
    ContainerDetection(
      declared: (try? KernelFile.text(of: "/run/systemd/container")) ?? variableOfInit(),
      hasDockerMark: access("/.dockerenv", F_OK) == 0, hasPodmanMark: access("/run/.containerenv", F_OK) == 0,
      cgroups: (try? KernelFile.text(of: "/proc/1/cgroup")) ?? ""
    ).engine
  }

  /// Only root may read it.
  private static func variableOfInit() -> String? {
    guard let text = try? KernelFile.text(of: "/proc/1/environ") else { return nil }
    let prefix = "container="
    return text.split(separator: "\0").first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }
}
