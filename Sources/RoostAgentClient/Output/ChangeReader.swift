import RoostAgentProtocol
import RoostModel

/// Follows what happens to files for one reader. Takes as much from the agent as it gives credit for; what a reader that
/// stays behind misses, the agent sums up as an overflow. So is what happens between a lost connection and the next one.
actor ChangeReader {
  /// Bytes of changes that may be under way.
  private static let window: UInt32 = 64 << 10
  /// For the agent to look through all that is watched.
  private static let patience: Duration = .seconds(60)

  private enum Source {
    case none
    case agent(AgentConnection, channel: UInt32, Mailbox)
    case end
  }

  private let link: AgentLink
  private let path: String
  private var source = Source.none
  private var waiting: ArraySlice<ChangeRecord> = []
  private var unacknowledged: UInt32 = 0

  init(_ link: AgentLink, _ path: String) {
    self.link = link
    self.path = path
  }

  deinit {
    if case .agent(let connection, let channel, _) = source { connection.drop(channel) }
  }

  /// Returns once nothing is missed any more.
  func begin() async throws(Problem) {
    guard let connection = await link.connection() else { throw AgentConnection.lost }
    let request = AgentRequest.watch(path: path, credit: ChangeReader.window)
    try link.check(request)
    // A record may be larger than what is left of the credit, so there is room for one more frame.
    let mailbox = Mailbox(capacity: Int(ChangeReader.window) + Frame.maximumPayload)
    let channel = try connection.open(request, .subscription(mailbox))
    source = .agent(connection, channel: channel, mailbox)
    unacknowledged = 0
    switch await ChangeReader.first(of: mailbox) {
    case .done: return
    case .failed(let errno):
      source = .end
      throw ChangeReader.problem(errno, path)
    default:
      connection.drop(channel)
      source = .none
      throw connection.isOpen ? AgentConnection.late : AgentConnection.lost
    }
  }

  /// Nil when what was watched, or the environment, is gone, and when the reading task is cancelled.
  func next() async throws(Problem) -> FileChange? {
    while !Task.isCancelled {
      if let record = waiting.popFirst() { return FileChange(record) }
      switch source {
      case .none: if try await begunAgain() { return .overflow }
      case .agent(let connection, let channel, let mailbox):
        let message = await withTaskCancellationHandler {
          await mailbox.next()
        } onCancel: {
          mailbox.close()
        }
        try take(message, connection, channel)
      case .end: return nil
      }
    }
    if case .agent(let connection, let channel, _) = source { connection.drop(channel) }
    source = .end
    return nil
  }

  /// False when the environment is over, or the connection was lost again.
  private func begunAgain() async throws(Problem) -> Bool {
    guard await link.connection() != nil else {
      source = .end
      return false
    }
    do throws(Problem) {
      try await begin()
      return true
    } catch {
      guard error.code == .connectionLost else { throw error }
      return false
    }
  }

  private func take(_ message: AgentMessage?, _ connection: AgentConnection, _ channel: UInt32) throws(Problem) {
    switch message {
    case .changes(let records):
      waiting = records[...]
      acknowledge(records.reduce(0) { $0 + $1.length }, connection, channel)
    case .end: source = .end
    case .failed(let errno):
      source = .end
      throw ChangeReader.problem(errno, path)
    case nil: source = .none
    default: connection.close()
    }
  }

  private func acknowledge(_ count: Int, _ connection: AgentConnection, _ channel: UInt32) {
    unacknowledged += UInt32(clamping: count)
    guard unacknowledged >= ChangeReader.window / 2 else { return }
    connection.send(.credit(unacknowledged), on: channel)
    unacknowledged = 0
  }

  /// Nil when it took too long, or nothing can come any more.
  private static func first(of mailbox: Mailbox) async -> AgentMessage? {
    await withTaskGroup(of: AgentMessage?.self) { group in
      group.addTask {
        await withTaskCancellationHandler {
          await mailbox.next()
        } onCancel: {
          mailbox.close()
        }
      }
      group.addTask {
        if (try? await ContinuousClock().sleep(for: patience)) != nil { mailbox.close() }
        return nil
      }
      defer { group.cancelAll() }
      for await message in group { if let message { return message } }
      return nil
    }
  }

  private static func problem(_ errno: Int32, _ path: String) -> Problem {
    WatchFailure(errno: errno, path: path).problem
  }
}

extension FileChange {
  init(_ record: ChangeRecord) {
    switch record.kind {
    case .created: self = .created(path: record.path)
    case .changed: self = .changed(path: record.path)
    case .removed: self = .removed(path: record.path)
    case .overflow: self = .overflow
    }
  }
}
