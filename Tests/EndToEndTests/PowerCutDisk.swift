import Foundation
import Glibc
import RoostTestSupport

/// A home on a disk that can lose its power: an ext4 file system on a loop device. The cut is ext4's own, as the kernel's tests
/// of file systems use it: pages and journal that were not flushed by then are lost, and nothing is written any more.
final class PowerCutDisk: Sendable {
  let mountPoint: String
  private let directory: String
  private let device: String

  // EXT4_IOC_SHUTDOWN of linux/ext4.h, and its EXT4_GOING_FLAGS_NOLOGFLUSH.
  private static let shutdown = UInt(0x8004_587d)
  private static let withoutFlushing: UInt32 = 2

  static var isAvailable: Bool {
    geteuid() == 0 && access("/dev/loop-control", R_OK | W_OK) == 0
      && ((try? String(contentsOfFile: "/proc/filesystems", encoding: .utf8))?.contains("ext4") ?? false)
      && ["mkfs.ext4", "e2fsck", "losetup"].allSatisfy { tool in
        ["/usr/sbin/", "/sbin/"].contains { access($0 + tool, X_OK) == 0 }
      }
  }

  private struct Failed: Error { var output: CommandOutput }

  @discardableResult
  private static func run(_ words: [String], upTo status: Int32 = 0) async throws -> String {
    let output = try await TestProcess("/usr/bin/env", words, variables: ["PATH": "/usr/sbin:/sbin:/usr/bin:/bin"]).finish()
    guard (0...status).contains(output.status) else { throw Failed(output: output) }
    return output.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  init(megabytes: Int) async throws {
    // Short: sockets are made below it.
    directory = "/tmp/roost-cut-\(getpid())"
    mountPoint = directory + "/h"
    try FileManager.default.createDirectory(atPath: mountPoint, withIntermediateDirectories: true)
    try await Self.run(["truncate", "-s", "\(megabytes)M", directory + "/disk"])
    device = try await Self.run(["losetup", "--find", "--show", directory + "/disk"])
    do {
      try await Self.run(["mkfs.ext4", "-q", "-F", device])
      try await mountIt()
    } catch {
      await remove()
      throw error
    }
  }

  /// Runtimes are those of the shared home, on its own disk.
  private func mountIt() async throws {
    try await Self.run(["mount", "-t", "ext4", device, mountPoint])
    try FileManager.default.createDirectory(atPath: mountPoint + "/store", withIntermediateDirectories: true)
    try await Self.run(["mount", "--bind", RoostFixture.sharedHome + "/store", mountPoint + "/store"])
  }

  /// Now.
  func cut() throws {
    let root = open(mountPoint, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(root) }
    var how = Self.withoutFlushing
    guard root >= 0, ioctl(root, Self.shutdown, &how) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  /// The disk as the machine finds it when it starts again: nothing runs any more, the journal is replayed.
  func startAgain() async throws {
    try await takeOff()
    // 1: the journal was replayed, all is well.
    try await Self.run(["e2fsck", "-f", "-p", device], upTo: 1)
    try await mountIt()
  }

  private func takeOff() async throws {
    umount2(mountPoint + "/store", Int32(MNT_DETACH))
    try await eventually("nobody holds the disk") {
      endSandboxes()
      return (umount2(mountPoint, 0) == 0 || errno == EINVAL) && isFree
    }
  }

  /// Whether it is mounted nowhere else either: the namespace of a process that was killed goes a moment after it.
  private var isFree: Bool {
    let descriptor = open(device, O_RDONLY | O_EXCL | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  /// Agents whose trees lie on the disk: without power they would have ended with the daemon.
  private func endSandboxes() {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let pid = Int32(name), let program = try? files.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe"),
        program.hasSuffix("/roost-agent"),
        let mounts = try? String(contentsOfFile: "/proc/\(pid)/mountinfo", encoding: .utf8), mounts.contains(" \(device) ")
      else { continue }
      kill(pid, SIGKILL)
    }
  }

  func remove() async {
    // What is still mounted is not removed through.
    guard (try? await takeOff()) != nil else { return }
    _ = try? await Self.run(["losetup", "--detach", device])
    try? FileManager.default.removeItem(atPath: directory)
  }
}
