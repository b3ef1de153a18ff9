import RoostAgentProtocol
import RoostModel

/// Follows the output of one process for one reader: from the agent while that lives, else from the journal on disk.
///
/// Takes as much from the agent as it gives credit for, so a reader that stops reading costs one window of memory.
actor OutputReader {
  /// Bytes of output that may be under way.
  private static let window: UInt32 = 256 << 10
  /// Connections that were lost one after the other without a byte of output.
  private static let fruitlessLimit = 5

  private enum Source {
    case none
    case agent(AgentConnection, channel: UInt32, Mailbox)
    case journal(JournalReader)
    case end
  }

  private let link: AgentLink
  private let process: ProcessNumber
  /// For a connection that is being made again; nil for as long as that is tried.
  private let patience: Duration?
  private var offset: UInt64
  private var source = Source.none
  private var unacknowledged: UInt32 = 0
  private var fruitless = 0

  init(_ link: AgentLink, _ process: ProcessNumber, from offset: UInt64, patience: Duration? = nil) {
    self.link = link
    self.process = process
    self.patience = patience
    self.offset = offset
  }

  deinit {
    if case .agent(let connection, let channel, _) = source { connection.drop(channel) }
  }

  /// Nil at the end, and when the reading task is cancelled.
  func next() async throws(Problem) -> OutputChunk? {
    while !Task.isCancelled {
      switch source {
      case .none: try await attach()
      case .agent(let connection, let channel, let mailbox):
        let message = await withTaskCancellationHandler {
          await mailbox.next()
        } onCancel: {
          mailbox.close()
        }
        if let chunk = try take(message, connection, channel) { return chunk }
      case .journal(let reader): return try await reader.next()
      case .end: return nil
      }
    }
    if case .agent(let connection, let channel, _) = source { connection.drop(channel) }
    source = .end
    return nil
  }

  private func attach() async throws(Problem) {
    guard fruitless < OutputReader.fruitlessLimit else { throw AgentConnection.lost }
    fruitless += 1
    guard let connection = try await connection() else { return source = .journal(try journal()) }
    // Frames may be larger than what is left of the credit, so there is room for one more.
    let mailbox = Mailbox(capacity: Int(OutputReader.window) + Frame.maximumPayload)
    let request = AgentRequest.attach(process: process.rawValue, offset: offset, credit: OutputReader.window)
    // Closed in this moment: the next turn waits for the next connection.
    guard let channel = try? connection.open(request, .subscription(mailbox)) else { return }
    unacknowledged = 0
    source = .agent(connection, channel: channel, mailbox)
  }

  private func connection() async throws(Problem) -> AgentConnection? {
    guard let patience else { return await link.connection() }
    return try await link.connection(within: patience)
  }

  /// What the agent left on disk, if that is this machine's.
  private func journal() throws(Problem) -> JournalReader {
    guard link.address.isLocal else { throw AgentConnection.lost }
    return JournalReader(link.directory.journal, process, from: offset)
  }

  private func take(
    _ message: AgentMessage?, _ connection: AgentConnection, _ channel: UInt32
  ) throws(Problem) -> OutputChunk? {
    switch message {
    case .data(let record):
      fruitless = 0
      acknowledge(record.bytes.count, connection, channel)
      guard let wanted = record.from(offset) else { return nil }
      offset = wanted.nextOffset
      return OutputChunk(wanted)
    case .gap(_, let to): offset = max(offset, to)
    case .end: source = .end
    // The agent has forgotten the process; its journal may still be there.
    case .failed: source = .journal(try journal())
    case nil: source = .none
    default: connection.close()
    }
    return nil
  }

  private func acknowledge(_ count: Int, _ connection: AgentConnection, _ channel: UInt32) {
    unacknowledged += UInt32(clamping: count)
    guard unacknowledged >= OutputReader.window / 2 else { return }
    connection.send(.credit(unacknowledged), on: channel)
    unacknowledged = 0
  }
}
