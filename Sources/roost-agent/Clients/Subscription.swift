import RoostAgentProtocol

/// A client that follows the output of a process, at its own pace.
final class Subscription: ClientChannel {
  private let channel: UInt32
  private unowned let client: Client
  private let process: ChildProcess
  private let cursor: JournalCursor
  /// Bytes of output the client can take.
  private var credit: UInt64
  private var isOver = false
  /// When it last took something, by the clock that is never set back.
  private var tookAt = Clock.monotonic

  /// After so long without taking anything, it is left behind: a reader that stopped does not stop a process.
  private static let patienceNanoseconds: UInt64 = 2_000_000_000
  static func isWaitedFor(since moment: UInt64) -> Bool { Clock.monotonic - moment < patienceNanoseconds }

  init(_ process: ChildProcess, from offset: UInt64, credit: UInt32, for client: Client, channel: UInt32) {
    self.process = process
    self.client = client
    self.channel = channel
    self.credit = UInt64(credit)
    cursor = JournalCursor(process.journal, offset: offset)
    process.add(self)
  }

  func add(credit more: UInt32) {
    let (sum, overflows) = credit.addingReportingOverflow(UInt64(more))
    credit = overflows ? .max : sum
    pump()
  }

  /// What it has not read yet is about to be deleted, and it goes on reading.
  var isWorthWaitingFor: Bool {
    !isOver && process.journal.end - min(cursor.offset, process.journal.end) > process.journal.room
      && Subscription.isWaitedFor(since: tookAt)
  }

  func pump() {
    while !isOver, !sendEnd(), credit > 0, client.hasRoom {
      do throws(SystemFailure) {
        guard try sendNext() else { return }
      } catch {
        fail(error.errno)
      }
    }
  }

  func fail(_ errno: Int32) {
    client.send(.failed(errno: errno), on: channel)
    cancel()
  }

  func cancel() {
    isOver = true
    process.remove(self)
    client.forget(channel)
  }

  private func sendNext() throws(SystemFailure) -> Bool {
    switch try cursor.next() {
    case .caughtUp: return false
    case .gap(let from, let to): client.send(.gap(from: from, to: to), on: channel)
    case .record(let record):
      credit -= min(credit, UInt64(record.bytes.count))
      tookAt = Clock.monotonic
      client.send(.data(record), on: channel)
    }
    return true
  }

  private func sendEnd() -> Bool {
    guard let exit = process.exit, cursor.offset >= exit.outputEnd else { return false }
    client.send(.end(offset: cursor.offset), on: channel)
    cancel()
    return true
  }
}
