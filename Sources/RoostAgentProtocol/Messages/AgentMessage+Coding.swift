extension AgentMessage {
  private enum Kind: UInt8 {
    case hello = 129, started, refused, data, gap, end, processStarted, processExited, portOpened, portClosed
    case caughtUp, dialed, dialRefused, done, failed, processes, content, entries, statistics, changes, limitReached
  }

  package func frame(channel: UInt32) -> Frame {
    var writer = ByteWriter()
    let kind = encode(into: &writer)
    return Frame(type: kind.rawValue, channel: channel, payload: writer.bytes)
  }

  package init(_ frame: Frame) throws(DecodingFailure) {
    guard let kind = Kind(rawValue: frame.type) else { throw .unknownType(frame.type) }
    var reader = ByteReader(frame.payload)
    self = try AgentMessage.decode(kind, &reader)
    try reader.finish()
  }

  private func encode(into writer: inout ByteWriter) -> Kind {
    switch self {
    case .hello(let greeting):
      greeting.encode(into: &writer)
      return .hello
    case .started(let process, let pid):
      AgentMessage.put(process, pid, into: &writer)
      return .started
    case .refused(let failure):
      writer.put(failure.stage.rawValue)
      writer.put(failure.errno)
      return .refused
    case .dialed: return .dialed
    case .dialRefused(let errno):
      writer.put(errno)
      return .dialRefused
    case .done: return .done
    case .failed(let errno):
      writer.put(errno)
      return .failed
    case .processes(let records):
      writer.put(each: records) { $1.encode(into: &$0) }
      return .processes
    case .content(let bytes):
      writer.put(rest: bytes)
      return .content
    case .entries(let entries, let hasMore):
      writer.put(hasMore)
      writer.put(each: entries) { $1.encode(into: &$0) }
      return .entries
    case .statistics(let statistics):
      statistics.encode(into: &writer)
      return .statistics
    case .changes(let records):
      writer.put(each: records) { $1.encode(into: &$0) }
      return .changes
    case .data, .gap, .end: return encodeOutput(into: &writer)
    case .processStarted, .processExited, .portOpened, .portClosed, .limitReached, .caughtUp:
      return encodeEvent(into: &writer)
    }
  }

  private func encodeOutput(into writer: inout ByteWriter) -> Kind {
    switch self {
    case .data(let record):
      writer.put(record.channel.rawValue)
      writer.put(record.offset)
      writer.put(record.nanoseconds)
      writer.put(rest: record.bytes)
      return .data
    case .gap(let from, let to):
      writer.put(from)
      writer.put(to)
      return .gap
    case .end(let offset):
      writer.put(offset)
      return .end
    default: preconditionFailure("not output")
    }
  }

  private func encodeEvent(into writer: inout ByteWriter) -> Kind {
    switch self {
    case .processStarted(let process, let pid):
      AgentMessage.put(process, pid, into: &writer)
      return .processStarted
    case .processExited(let record):
      record.encode(into: &writer)
      return .processExited
    case .portOpened(let record):
      record.encode(into: &writer)
      return .portOpened
    case .portClosed(let record):
      record.encode(into: &writer)
      return .portClosed
    case .limitReached(let limit):
      writer.put(limit.rawValue)
      return .limitReached
    case .caughtUp: return .caughtUp
    default: preconditionFailure("not an event")
    }
  }

  private static func put(_ process: UInt32, _ pid: Int32, into writer: inout ByteWriter) {
    writer.put(process)
    writer.put(pid)
  }

  private static func decode(_ kind: Kind, _ reader: inout ByteReader) throws(DecodingFailure) -> AgentMessage {
    switch kind {
    case .hello: .hello(try AgentGreeting(from: &reader))
    case .started: .started(process: try reader.integer(), pid: try reader.integer())
    case .refused: .refused(try decodeFailure(&reader))
    case .data: .data(try decodeData(&reader))
    case .gap: .gap(from: try reader.integer(), to: try reader.integer())
    case .end: .end(offset: try reader.integer())
    case .processStarted: .processStarted(process: try reader.integer(), pid: try reader.integer())
    case .processExited: .processExited(try ExitRecord(from: &reader))
    case .portOpened: .portOpened(try PortRecord(from: &reader))
    case .portClosed: .portClosed(try PortRecord(from: &reader))
    case .limitReached: .limitReached(try decodeLimit(&reader))
    case .caughtUp: .caughtUp
    case .dialed: .dialed
    case .dialRefused: .dialRefused(errno: try reader.integer())
    case .done: .done
    case .failed: .failed(errno: try reader.integer())
    case .content: .content(reader.rest())
    case .entries: try decodeEntries(&reader)
    case .statistics: .statistics(try AgentStatistics(from: &reader))
    case .changes: .changes(try reader.list { reader throws(DecodingFailure) in try ChangeRecord(from: &reader) })
    case .processes:
      .processes(try reader.list { reader throws(DecodingFailure) in try ProcessRecord(from: &reader) })
    }
  }

  private static func decodeEntries(_ reader: inout ByteReader) throws(DecodingFailure) -> AgentMessage {
    let hasMore = try reader.flag()
    let entries = try reader.list { reader throws(DecodingFailure) in try EntryRecord(from: &reader) }
    return .entries(entries, hasMore: hasMore)
  }

  private static func decodeLimit(_ reader: inout ByteReader) throws(DecodingFailure) -> ReachedLimit {
    guard let limit = ReachedLimit(rawValue: try reader.integer()) else { throw .invalidValue }
    return limit
  }

  private static func decodeFailure(_ reader: inout ByteReader) throws(DecodingFailure) -> SpawnFailure {
    guard let stage = SpawnFailure.Stage(rawValue: try reader.integer()) else { throw .invalidValue }
    return SpawnFailure(stage: stage, errno: try reader.integer())
  }

  private static func decodeData(_ reader: inout ByteReader) throws(DecodingFailure) -> OutputRecord {
    guard let channel = OutputRecord.Channel(rawValue: try reader.integer()) else { throw .invalidValue }
    let offset: UInt64 = try reader.integer()
    return OutputRecord(channel: channel, offset: offset, nanoseconds: try reader.integer(), bytes: reader.rest())
  }
}
