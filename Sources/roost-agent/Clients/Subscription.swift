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
