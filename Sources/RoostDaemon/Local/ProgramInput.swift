import Glibc
package import RoostModel
import RoostSystem

/// Carries this process's standard input to a program.
package struct ProgramInput: Sendable {
  private let stop: StopSwitch
  private let write: @Sendable ([UInt8]) async throws(Problem) -> Void
  private let close: @Sendable () async throws(Problem) -> Void
  private static let portion = 1 << 16

  package init(
    until stop: StopSwitch, write: @escaping @Sendable ([UInt8]) async throws(Problem) -> Void,
    close: @escaping @Sendable () async throws(Problem) -> Void
  ) {
    self.stop = stop
    self.write = write
    self.close = close
  }

  /// Returns at the end of the input, when the program takes no more, or when the switch is raised.
  package func run() async throws(Problem) {
    while let bytes = await next() {
      guard !bytes.isEmpty else { return try await closing() }
      do throws(Problem) {
        try await write(bytes)
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
      try await close()
    } catch {
      // It ended in this moment.
      guard error.code == .environmentState || error.code == .connectionLost else { throw error }
    }
  }
}
