import Testing

@testable import RoostAgentProtocol

/// What the two ends of a bridge say to each other.
struct BridgeTests {
  private let greeting = BridgeGreeting(token: Array(1...16))
  private let frames = [
    BridgeFrame(1, .open), BridgeFrame(1, .data(Array("hello".utf8))), BridgeFrame(1, .data([])), BridgeFrame(2, .credit(70_000)),
    BridgeFrame(1, .finish), BridgeFrame(.max, .close),
    BridgeFrame(3, .data([UInt8](repeating: 7, count: BridgeFrame.maximumData))),
  ]

  private func items(_ decoder: inout BridgeDecoder) throws -> [BridgeDecoder.Item] {
    var items: [BridgeDecoder.Item] = []
    while let item = try decoder.next() { items.append(item) }
    return items
  }

  @Test("frames come out as they went in, wherever the stream is cut", arguments: [1, 2, 7, 64, 4096, 1 << 20])
  func pieces(size: Int) throws {
    let stream = greeting.encoded + frames.flatMap(\.encoded)
    var decoder = BridgeDecoder()
    var found: [BridgeDecoder.Item] = []
    for start in stride(from: 0, to: stream.count, by: size) {
      decoder.append(Array(stream[start..<min(start + size, stream.count)]))
      found += try items(&decoder)
    }
    #expect(found == [.greeting(greeting)] + frames.map(BridgeDecoder.Item.frame))
  }

  @Test("an end that heard half of a frame understands the next end that greets", arguments: [1, 5, 9, 100, 20_000])
  func halfFrame(length: Int) throws {
    let cut = BridgeFrame(3, .data([UInt8](repeating: 9, count: BridgeFrame.maximumData))).encoded.prefix(length)
    let second = BridgeGreeting(token: Array(17...32))
    var decoder = BridgeDecoder()
    decoder.append(greeting.encoded + cut + second.encodedAfterRubbish + frames[0].encoded)
    var found: [BridgeDecoder.Item] = []
    var failures = 0
    while true {
      do {
        guard let item = try decoder.next() else { break }
        found.append(item)
      } catch { failures += 1 }
    }
    #expect(failures == 1)
    #expect(found.first == .greeting(greeting))
    #expect(found.suffix(2) == [.greeting(second), .frame(frames[0])])
  }

  @Test("an answer to somebody else's greeting is not taken for one") func otherToken() throws {
    var decoder = BridgeDecoder(expecting: greeting)
    decoder.append(BridgeGreeting(token: Array(17...32)).encoded + frames[0].encoded + Array("roost".utf8))
    #expect(try items(&decoder).isEmpty)
    decoder.append(greeting.encoded + frames[1].encoded)
    #expect(try items(&decoder) == [.greeting(greeting), .frame(frames[1])])
  }

  @Test("what cannot be is refused, and a greeting is looked for again") func hostile() throws {
    let wrong: [[UInt8]] = [
      Frame(type: 9, channel: 1, payload: []).encoded, Frame(type: 1, channel: 1, payload: [1]).encoded,
      Frame(type: 3, channel: 1, payload: [1]).encoded, Frame(type: 3, channel: 1, payload: [1, 2, 3, 4, 5]).encoded,
      [0xff, 0xff, 0xff, 0x7f, 2, 0, 0, 0, 0], [1, 0, 0, 0, 2, 0, 0, 0, 0],
    ]
    for bytes in wrong {
      var decoder = BridgeDecoder()
      decoder.append(greeting.encoded + bytes)
      #expect(try decoder.next() == .greeting(greeting))
      #expect(throws: DecodingFailure.self) { try decoder.next() }
      decoder.append(greeting.encoded)
      #expect(try decoder.next() == .greeting(greeting))
    }
  }

  @Test("noise is never held for longer than a greeting") func noise() throws {
    var generator = SeededGenerator(state: 7)
    var decoder = BridgeDecoder()
    for _ in 0..<100 {
      decoder.append((0..<5000).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
      #expect(try decoder.next() == nil)
    }
    decoder.append(greeting.encoded)
    #expect(try decoder.next() == .greeting(greeting))
  }

  @Test("a window is kept: nobody sends more than there is room for, and room comes back as bytes go on") func window() throws {
    var flow = BridgeFlow()
    try flow.received(BridgeFlow.window)
    #expect(throws: DecodingFailure.self) { try flow.received(1) }
    #expect(flow.passedOn(BridgeFlow.window / 2 - 1) == nil)
    #expect(flow.passedOn(1) == UInt32(BridgeFlow.window / 2))
    try flow.received(BridgeFlow.window / 2)
    flow.sent(1000)
    #expect(flow.room == BridgeFlow.window - 1000)
    #expect(throws: DecodingFailure.self) { try flow.received(credit: 1001) }
    try flow.received(credit: 1000)
    #expect(flow.room == BridgeFlow.window)
  }
}
