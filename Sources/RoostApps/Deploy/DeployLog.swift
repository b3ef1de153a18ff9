import Glibc
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage

/// What a deployment did and said, kept in a file until its release is forgotten. Bounded: the rest is left out.
final class DeployLog: Sendable {
  private let descriptor: Int32
  /// In bytes.
  private let left = Mutex(longest)
  static let longest = 8 << 20

  private let now: @Sendable () -> Double

  private init(descriptor: Int32, now: @escaping @Sendable () -> Double) {
    self.descriptor = descriptor
    self.now = now
  }
  deinit { close(descriptor) }

  /// - Parameter deployment: whose lines follow.
  static func open(
    _ paths: AppPaths, release number: Int, deployment: Int, now: @escaping @Sendable () -> Double
  ) async throws(Problem) -> DeployLog {
    let log = try await open(paths, release: number, now: now)
    log.write(BuildLogLine.heading(deployment))
    return log
  }

  private static func open(
    _ paths: AppPaths, release number: Int, now: @escaping @Sendable () -> Double
  ) async throws(Problem) -> DeployLog {
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(paths.logs)
      let path = paths.deployLog(ofRelease: number)
      let descriptor = Glibc.open(path.string, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw Problem.lastSystemCall("create \(path)") }
      return DeployLog(descriptor: descriptor, now: now)
    }
  }

  /// Puts what was written behind the log of another release, where there is room.
  func move(in paths: AppPaths, from number: Int, to other: Int) async throws(Problem) {
    let (path, target) = (paths.deployLog(ofRelease: number), paths.deployLog(ofRelease: other))
    try await BlockingWork.run { () throws(Problem) in
      let written = try SmallFile.read(path, limit: DeployLog.longest * 2) ?? []
      let descriptor = Glibc.open(target.string, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw Problem.lastSystemCall("open \(target)") }
      let file = OwnedDescriptor(owning: descriptor)
      if try FileSize.of(target).bytes < UInt64(DeployLog.longest) {
        try AtomicFile.writeAll(written, to: file.number, path: target)
      }
      unlink(path.string)
    }
  }

  func write(_ event: ProgressEvent) {
    switch event {
    case .stage(let name, let detail): write("== \(name): \(detail)")
    case .output(let line): write("   \(line)")
    case .warning(let text): write("!! \(text)")
    case .finished(let name, let seconds): write("   \(name) took \((seconds * 1000).rounded() / 1000) s")
    case .transfer: return
    }
  }

  func write(_ problem: Problem) {
    for line in "!! \(problem)".split(separator: "\n") { write(String(line)) }
  }

  /// A line that a full disk swallows is missing here only; who follows the deployment has seen it.
  private func write(_ line: String) {
    let line = BuildLogLine(at: now(), text: line).written
    let bytes = Array(left.withLock { DeployLog.take(line, from: &$0) }.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  /// The line that reaches the bound is replaced by a note, those after it by nothing.
  private static func take(_ line: String, from left: inout Int) -> String {
    guard left > 0 else { return "" }
    left -= line.utf8.count + 1
    return left > 0 ? line + "\n" : "!! the rest is left out\n"
  }
}
