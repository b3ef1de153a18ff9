/// How a process ended: 32 bytes in the file `journal/exits`, written before anybody is told.
///
/// `process u32 | kind u8 | 3 zero | value i32 | 4 zero | nanoseconds u64 | outputEnd u64`
package struct ExitRecord: Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case exited(Int32)
    case signaled(Int32)
    case outOfMemory
    case destroyed
    /// Ended because the time limit of its ``SpawnRequest`` was over.
    case timedOut
  }

  package static let length = 32

  package var process: UInt32
  package var reason: Reason
  /// Since 1970.
  package var nanoseconds: UInt64
  /// Where its output ended when it did; processes it left behind may have written more since.
  package var outputEnd: UInt64

  package init(process: UInt32, reason: Reason, nanoseconds: UInt64, outputEnd: UInt64) {
    self.process = process
    self.reason = reason
    self.nanoseconds = nanoseconds
    self.outputEnd = outputEnd
  }

  /// The records of an `exits` file. A record cut short at the end is left out; one that makes no sense ends the list.
  package static func all(in file: [UInt8]) -> [ExitRecord] {
    var records: [ExitRecord] = []
    var reader = ByteReader(file)
    while reader.remaining >= length, let record = try? ExitRecord(from: &reader) { records.append(record) }
    return records
  }

  package func encode(into writer: inout ByteWriter) {
    let (kind, value) = reason.encoded
    writer.put(process)
    writer.put(UInt32(kind))
    writer.put(value)
    writer.put(UInt32(0))
    writer.put(nanoseconds)
    writer.put(outputEnd)
  }

  package init(from reader: inout ByteReader) throws(DecodingFailure) {
    process = try reader.integer()
    let kind: UInt32 = try reader.integer()
    let value: Int32 = try reader.integer()
    reason = try Reason(kind: kind, value: value)
    guard try reader.integer(UInt32.self) == 0 else { throw .invalidValue }
    nanoseconds = try reader.integer()
    outputEnd = try reader.integer()
  }
}

extension ExitRecord.Reason {
  fileprivate var encoded: (kind: UInt8, value: Int32) {
    switch self {
    case .exited(let code): (1, code)
    case .signaled(let signal): (2, signal)
    case .outOfMemory: (3, 0)
    case .destroyed: (4, 0)
    case .timedOut: (5, 0)
    }
  }

  fileprivate init(kind: UInt32, value: Int32) throws(DecodingFailure) {
    switch kind {
    case 1: self = .exited(value)
    case 2: self = .signaled(value)
    case 3: self = .outOfMemory
    case 4: self = .destroyed
    case 5: self = .timedOut
    default: throw .invalidValue
    }
  }
}
