import CRoost
import Glibc
import RoostAgentProtocol

/// The directory that holds the output and the exit records of all processes.
final class JournalStore {
  let directory: Descriptor
  let limits: JournalLimits
  private let exits: Descriptor

  init(_ directory: Descriptor, _ limits: JournalLimits) throws(SystemFailure) {
    self.directory = directory
    self.limits = limits
    let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW
    exits = try Descriptor.open(in: directory, JournalFormat.exitsFile, flags, mode: 0o600)
  }

  /// The highest number that a process of an earlier boot had.
  func lastProcess() throws(SystemFailure) -> UInt32 {
    let numbers = try names(in: ".").compactMap { UInt32($0) }
    let ended = ExitRecord.all(in: try exits.readAll(limit: 64 << 20)).map(\.process)
    return (numbers + ended).max() ?? 0
  }

  /// Written before anybody is told. A disk without room loses the record, not the process.
  func record(_ exit: ExitRecord) {
    var writer = ByteWriter(capacity: ExitRecord.length)
    exit.encode(into: &writer)
    _ = try? exits.writeAll(writer.bytes)
  }

  /// Deletes the output of a process.
  func forget(_ process: UInt32) {
    for name in (try? names(in: "\(process)")) ?? [] { unlinkat(directory.number, "\(process)/\(name)", 0) }
    unlinkat(directory.number, "\(process)", AT_REMOVEDIR)
  }

  private func names(in path: String) throws(SystemFailure) -> [String] {
    let number = try SystemFailure.checkLibrary(openat(directory.number, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    guard let listing = fdopendir(number) else {
      close(number)
      throw .last
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.filter { $0 != "." && $0 != ".." }
  }
}
