import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem

/// Carries this process's standard input to a program.
struct ProgramInput: Sendable {
  let process: any ProcessHandle
  let stop: StopSwitch
  private static let portion = 1 << 16

  /// Returns at the end of the input, when the program takes no more, or when the switch is raised.
  func run() async throws(Problem) {
    while let bytes = await next() {
      guard !bytes.isEmpty else { return try await closing() }
      do throws(Problem) {
        try await process.write(bytes)
      } catch {
        // What it is slow to read waits inside; a program that has closed its input is told nothing more.
        guard error.code == .timeout else { return }
      }
    }
  }

  /// Empty at the end of the input; nil when there is nothing to wait for any more.
  private func next() async -> [UInt8]? {
    let stop = stop
    return await BlockingWork.run {
      var buffer = [UInt8](repeating: 0, count: ProgramInput.portion)
      while stop.wait(for: STDIN_FILENO) == .ready {
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count >= 0 { return Array(buffer.prefix(count)) }
        // A terminal that is gone is an end, too.
        if errno != EINTR && errno != EAGAIN { return [] }
      }
      return nil
    }
  }

  private func closing() async throws(Problem) {
    do throws(Problem) {
      try await process.closeInput()
    } catch {
      // It ended in this moment.
      guard error.code == .environmentState || error.code == .connectionLost else { throw error }
    }
  }
}
