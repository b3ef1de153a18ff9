import CRoost
import Glibc
import RoostAgentProtocol

/// The directory that holds the output and the exit records of all processes.
final class JournalStore {
  let directory: Descriptor
  let limits: JournalLimits
  private let exits: ExitLog

  init(_ directory: Descriptor, _ limits: JournalLimits) throws(SystemFailure) {
    self.directory = directory
    self.limits = limits
    exits = try ExitLog(in: directory)
  }

  /// The highest number that a process of an earlier boot had.
  func lastProcess() throws(SystemFailure) -> UInt32 {
    let numbers = try names(in: ".").compactMap { UInt32($0) }
    return (numbers + (try exits.recent()).map(\.process)).max() ?? 0
  }

  /// Written before anybody is told. A disk without room loses the record, not the process.
  func record(_ exit: ExitRecord) {
    do throws(SystemFailure) {
      try exits.append(exit)
    } catch {
      LastWords.say("the end of process \(exit.process) was not recorded: \(error.text)")
    }
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
    while let name = Listing.next(in: listing) { names.append(name) }
    return names
  }
}
