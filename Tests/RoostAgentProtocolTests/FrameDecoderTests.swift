import RoostAgentProtocol
import Testing

@Suite struct FrameDecoderTests {
  @Test(arguments: 1...50)
  func anyCutGivesTheSameFrames(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let frames = (0..<20).map { index in
      Frame(type: UInt8(index), channel: .random(in: 0 ... .max, using: &generator), payload: generator.bytes(upTo: 3000))
    }
    var rest = frames.flatMap(\.encoded)[...]
    var decoder = FrameDecoder()
    var decoded: [Frame] = []
    while !rest.isEmpty {
      let portion = rest.prefix(Int.random(in: 1...700, using: &generator))
      rest = rest.dropFirst(portion.count)
      decoder.append(portion)
      while let frame = try decoder.next() { decoded.append(frame) }
    }
    #expect(decoded == frames)
    #expect(decoder.pending == 0)
  }

  @Test func largestFrameFits() throws {
    let frame = Frame(type: 1, channel: 2, payload: [UInt8](repeating: 3, count: Frame.maximumPayload))
    var decoder = FrameDecoder()
    decoder.append(frame.encoded)
    #expect(try decoder.next() == frame)
  }

  @Test func largerFrameIsRefusedBeforeItArrives() {
    let frame = Frame(type: 1, channel: 2, payload: [UInt8](repeating: 3, count: Frame.maximumPayload + 1))
    var decoder = FrameDecoder()
    decoder.append(frame.encoded.prefix(4))
    #expect(throws: DecodingFailure.oversize(Frame.maximumPayload + 1)) { try decoder.next() }
    decoder.append([UInt8](repeating: 0, count: 100))
    #expect(decoder.pending == 0, "nothing is kept after a failure")
    #expect(throws: DecodingFailure.oversize(Frame.maximumPayload + 1)) { try decoder.next() }
  }

  @Test(arguments: 0..<5) func shorterThanItsHeaderIsRefused(length: UInt8) {
    var decoder = FrameDecoder()
    decoder.append([length, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(throws: DecodingFailure.truncated) { try decoder.next() }
  }

  @Test(arguments: 1...200) func garbageNeverTraps(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    var decoder = FrameDecoder()
    do {
      for _ in 1...20 {
        decoder.append(generator.bytes(upTo: 200))
        while let frame = try decoder.next() {
          _ = try? AgentRequest(frame)
          _ = try? AgentMessage(frame)
        }
      }
    } catch {
      #expect(decoder.pending == 0)
    }
  }
}
