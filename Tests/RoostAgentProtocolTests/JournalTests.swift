import RoostAgentProtocol
import Testing

@Suite struct JournalTests {
  private static func file(_ records: [OutputRecord]) -> [UInt8] {
    records.flatMap { JournalFormat.recordHeader($0.channel, nanoseconds: $0.nanoseconds, count: $0.bytes.count) + $0.bytes }
  }

  private static func records(_ generator: inout SeededGenerator, from start: UInt64) -> [OutputRecord] {
    var offset = start
    return (0..<30).map { index in
      let bytes = generator.bytes(upTo: 500)
      defer { offset += UInt64(bytes.count) }
      return OutputRecord(
        channel: index % 3 == 0 ? .standardError : .terminal, offset: offset, nanoseconds: UInt64(index), bytes: bytes)
    }
  }

  @Test(arguments: 1...30) func anyCutGivesTheSameRecords(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let records = JournalTests.records(&generator, from: 1 << 33)
    var rest = JournalTests.file(records)[...]
    var decoder = JournalDecoder(segment: 1 << 33)
    var decoded: [OutputRecord] = []
    while !rest.isEmpty {
      let portion = rest.prefix(Int.random(in: 1...90, using: &generator))
      rest = rest.dropFirst(portion.count)
      decoder.append(portion)
      while let record = try decoder.next() { decoded.append(record) }
    }
    #expect(decoded == records)
    #expect(decoder.offset == records.last?.nextOffset)
  }

  @Test func cutEndIsLeftOut() throws {
    var generator = SeededGenerator(state: 1)
    let records = JournalTests.records(&generator, from: 0)
    var decoder = JournalDecoder(segment: 0)
    decoder.append(JournalTests.file(records).dropLast())
    var decoded: [OutputRecord] = []
    while let record = try decoder.next() { decoded.append(record) }
    #expect(decoded == records.dropLast())
    #expect(decoder.pending > 0)
  }

  @Test func otherFilesAreNoJournals() {
    var decoder = JournalDecoder(segment: 0)
    decoder.append([UInt8](repeating: 0, count: 20))
    #expect(throws: DecodingFailure.invalidValue) { try decoder.next() }
    decoder = JournalDecoder(segment: 0)
    decoder.append([1] + [UInt8](repeating: 0xff, count: 20))
    #expect(throws: DecodingFailure.oversize(0xffff_ffff)) { try decoder.next() }
  }

  @Test func partsOfARecord() {
    let record = OutputRecord(channel: .terminal, offset: 10, nanoseconds: 0, bytes: [0, 1, 2])
    #expect(record.from(0) == record)
    #expect(record.from(12)?.bytes == [2])
    #expect(record.from(12)?.offset == 12)
    #expect(record.from(13) == nil)
  }

  @Test func segmentNames() {
    #expect(JournalFormat.segmentName(0x1f) == "000000000000001f.log")
    #expect(JournalFormat.segmentOffset("000000000000001f.log") == 0x1f)
    #expect(JournalFormat.segmentOffset(JournalFormat.segmentName(.max)) == .max)
    for name in ["exits", "1f.log", "+00000000000001f.log", "000000000000001F.log", "000000000000001f.txt"] {
      #expect(JournalFormat.segmentOffset(name) == nil)
    }
  }

  @Test func exitFile() {
    var writer = ByteWriter()
    for exit in MessageCodingTests.exits { exit.encode(into: &writer) }
    #expect(writer.bytes.count == MessageCodingTests.exits.count * ExitRecord.length)
    #expect(ExitRecord.all(in: writer.bytes) == MessageCodingTests.exits)
    #expect(ExitRecord.all(in: Array(writer.bytes.dropLast())) == MessageCodingTests.exits.dropLast())
    #expect(ExitRecord.all(in: [UInt8](repeating: 0xff, count: 64)).isEmpty)
  }
}
