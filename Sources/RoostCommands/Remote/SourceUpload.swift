import Glibc
import RoostClient
import RoostModel

/// Code of this machine on its way to the daemon of another.
struct SourceUpload {
  let daemon: DaemonClient
  let console: Console

  /// What a deployment here would take of the directory.
  func directory(_ path: String) async throws(Problem) -> DeploySource {
    let (daemon, display) = (daemon, ProgressDisplay(console: console))
    defer { display.end() }
    let name = ProjectDirectory.name(of: path)
    display.show(.stage("send", detail: name))
    let upload = try await DaemonEntry.packed(path, told: { display.show(.transfer(name, done: $0, total: nil)) }) {
      (descriptor) async throws(Problem) in try await daemon.upload(descriptor)
    }
    display.show(.transfer(name, done: upload.bytes, total: upload.bytes))
    return .archive(DeploySource.Archive(upload: upload.id, name: name))
  }

  func archive(_ path: String, called name: String?) async throws(Problem) -> DeploySource {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw Problem(
        .usageInvalid, "\(path.debugDescription) cannot be read", hint: "check its name and its mode: ls -l \(path)",
        cause: String(cString: strerror(errno)))
    }
    defer { close(file) }
    let display = ProgressDisplay(console: console)
    defer { display.end() }
    let shown = name ?? "the archive"
    let size = lseek(file, 0, SEEK_END)
    lseek(file, 0, SEEK_SET)
    let total = size > 0 ? ByteCount(UInt64(size)) : nil
    display.show(.stage("send", detail: shown))
    let upload = try await daemon.upload(file) { display.show(.transfer(shown, done: $0, total: total)) }
    return .archive(DeploySource.Archive(upload: upload.id, name: name))
  }
}
