extension AgentRequest {
  private enum Kind: UInt8 {
    case hello = 1, spawn, write, closeInput, resize, signal, attach, credit, detach, dial
    case makeDirectory, writeFile, makeLink, list, subscribe, shutdown
    case relay, spawnLimited, readFile, listDirectory, remove, statistics, watch, putFiles, listener
  }

  package func frame(channel: UInt32) -> Frame {
    var writer = ByteWriter()
    let kind = encode(into: &writer)
    return Frame(type: kind.rawValue, channel: channel, payload: writer.bytes)
  }

  package init(_ frame: Frame) throws(DecodingFailure) {
    guard let kind = Kind(rawValue: frame.type) else { throw .unknownType(frame.type) }
    var reader = ByteReader(frame.payload)
    self = try AgentRequest.decode(kind, &reader)
    try reader.finish()
  }

  private func encode(into writer: inout ByteWriter) -> Kind {
    switch self {
    case .hello(let schema):
      writer.put(schema)
      return .hello
    case .spawn(let request):
      if let limit = request.limitMilliseconds { writer.put(limit) }
      request.encode(into: &writer)
      return request.limitMilliseconds == nil ? .spawn : .spawnLimited
    case .attach(let process, let offset, let credit):
      writer.put(process)
      writer.put(offset)
      writer.put(credit)
      return .attach
    case .credit(let bytes):
      writer.put(bytes)
      return .credit
    case .detach: return .detach
    case .dial(let port):
      writer.put(port)
      return .dial
    case .relay(let port):
      writer.put(port)
      return .relay
    case .listener(let port):
      writer.put(port)
      return .listener
    case .statistics: return .statistics
    case .list: return .list
    case .subscribe: return .subscribe
    case .shutdown(let grace):
      writer.put(grace)
      return .shutdown
    case .write, .closeInput, .resize, .signal: return encodeForProcess(into: &writer)
    case .makeDirectory, .writeFile, .makeLink, .putFiles: return encodeForFile(into: &writer)
    case .readFile, .listDirectory, .remove, .watch: return encodeAboutFile(into: &writer)
    }
  }

  private func encodeForProcess(into writer: inout ByteWriter) -> Kind {
    switch self {
    case .write(let process, let bytes):
      writer.put(process)
      writer.put(rest: bytes)
      return .write
    case .resize(let process, let columns, let rows):
      writer.put(process)
      writer.put(columns)
      writer.put(rows)
      return .resize
    case .signal(let process, let signal):
      writer.put(process)
      writer.put(signal)
      return .signal
    case .closeInput(let process):
      writer.put(process)
      return .closeInput
    default: preconditionFailure("not about a process")
    }
  }

  private func encodeForFile(into writer: inout ByteWriter) -> Kind {
    switch self {
    case .makeDirectory(let path, let mode):
      writer.put(path)
      writer.put(mode)
      return .makeDirectory
    case .writeFile(let path, let mode, let offset, let bytes):
      writer.put(path)
      writer.put(mode)
      writer.put(offset)
      writer.put(rest: bytes)
      return .writeFile
    case .makeLink(let path, let target):
      writer.put(path)
      writer.put(target)
      return .makeLink
    case .putFiles(let drafts):
      writer.put(each: drafts) { $1.encode(into: &$0) }
      return .putFiles
    default: preconditionFailure("not about a file")
    }
  }

  private func encodeAboutFile(into writer: inout ByteWriter) -> Kind {
    switch self {
    case .readFile(let path, let offset, let limit):
      writer.put(path)
      writer.put(offset)
      writer.put(limit)
      return .readFile
    case .listDirectory(let path, let name):
      writer.put(path)
      writer.put(name)
      return .listDirectory
    case .remove(let path, let recursive):
      writer.put(path)
      writer.put(recursive)
      return .remove
    case .watch(let path, let credit):
      writer.put(path)
      writer.put(credit)
      return .watch
    default: preconditionFailure("not about a file")
    }
  }

  private static func limitedSpawn(_ reader: inout ByteReader) throws(DecodingFailure) -> SpawnRequest {
    let limit: UInt64 = try reader.integer()
    var request = try SpawnRequest(from: &reader)
    request.limitMilliseconds = limit
    return request
  }

  private static func decode(_ kind: Kind, _ reader: inout ByteReader) throws(DecodingFailure) -> AgentRequest {
    switch kind {
    case .hello: .hello(schema: try reader.integer())
    case .spawn: .spawn(try SpawnRequest(from: &reader))
    case .write: .write(process: try reader.integer(), bytes: reader.rest())
    case .closeInput: .closeInput(process: try reader.integer())
    case .resize: .resize(process: try reader.integer(), columns: try reader.integer(), rows: try reader.integer())
    case .signal: .signal(process: try reader.integer(), signal: try reader.integer())
    case .attach: .attach(process: try reader.integer(), offset: try reader.integer(), credit: try reader.integer())
    case .credit: .credit(try reader.integer())
    case .detach: .detach
    case .dial: .dial(port: try reader.integer())
    case .makeDirectory: .makeDirectory(path: try reader.text(), mode: try reader.integer())
    case .writeFile:
      .writeFile(path: try reader.text(), mode: try reader.integer(), offset: try reader.integer(), bytes: reader.rest())
    case .makeLink: .makeLink(path: try reader.text(), target: try reader.text())
    case .putFiles: .putFiles(try reader.list { (reader) throws(DecodingFailure) in try FileDraft(from: &reader) })
    case .relay: .relay(port: try reader.integer())
    case .listener: .listener(port: try reader.integer())
    case .spawnLimited: .spawn(try limitedSpawn(&reader))
    case .readFile: .readFile(path: try reader.text(), offset: try reader.integer(), limit: try reader.integer())
    case .listDirectory: .listDirectory(path: try reader.text(), after: try reader.text())
    case .remove: .remove(path: try reader.text(), recursive: try reader.flag())
    case .watch: .watch(path: try reader.text(), credit: try reader.integer())
    case .statistics: .statistics
    case .list: .list
    case .subscribe: .subscribe
    case .shutdown: .shutdown(graceMilliseconds: try reader.integer())
    }
  }
}
