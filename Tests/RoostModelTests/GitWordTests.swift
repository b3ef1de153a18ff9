import RoostModel
import Testing

@Suite struct GitWordTests {
  @Test func framesArePutTogetherHoweverTheyArrive() throws {
    let sent: [GitWord] = [.bytes([1, 2, 3]), .end, .bytes(Array(repeating: 7, count: 70_000))]
    let stream = sent[0].frame + GitWord.signOfLife + sent[1].frame + GitWord.signOfLife + sent[2].frame
    for size in [1, 3, 4, 5, 4096, stream.count] {
      var reader = GitWordReader()
      var got: [GitWord] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        got += try reader.words(in: stream[start..<min(start + size, stream.count)])
      }
      #expect(got == sent, "in pieces of \(size)")
    }
  }

  @Test func aFrameThatIsTooLongIsRefused() {
    var reader = GitWordReader()
    #expect(throws: Problem.self) { try reader.words(in: [0x00, 0x10, 0x00, 0x01]) }
  }
}
