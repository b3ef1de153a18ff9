import Foundation
import InstallerFixture
import RoostInstaller
import Synchronization
import SystemPackage

/// Plays a scenario and kills itself in the middle, as `kill -9` does. Writes a line for each progress event and `ended`.
///
/// Arguments: a home directory, the address of a package index, a scenario, what is counted (`event` of progress or `moment`
/// of the journal), the number at which it dies (0 never), and how many microseconds after that.
@main struct InstallerCrashProbe {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 7, let scenario = CrashScenario(rawValue: arguments[3]), let last = Int(arguments[5]),
      let delay = UInt32(arguments[6])
    else { exit(2) }
    let fuse = Fuse(last: last, delay: delay)
    let countsEvents = arguments[4] == "event"
    let installer = try CrashInstaller.make(home: FilePath(arguments[1]), index: arguments[2]) { options in
      if !countsEvents { options.observeJournal = { _ in fuse.burn() } }
    }
    try await installer.open()
    try await scenario.run(installer) { event in
      FileHandle.standardOutput.write(Data("\(event)\n".utf8))
      if countsEvents { fuse.burn() }
    }
    FileHandle.standardOutput.write(Data("ended\n".utf8))
  }
}

/// Counts, and kills this process at a number.
final class Fuse: Sendable {
  private let count = Mutex(0)
  private let last: Int
  private let delay: UInt32

  init(last: Int, delay: UInt32) {
    self.last = last
    self.delay = delay
  }

  func burn() {
    let number = count.withLock { count in
      count += 1
      return count
    }
    guard number == last else { return }
    guard delay > 0 else {
      kill(getpid(), SIGKILL)
      return
    }
    Thread.detachNewThread { [delay] in
      // The moment of the fault is what is varied; nothing waits for it.
      usleep(delay)
      kill(getpid(), SIGKILL)
    }
  }
}
