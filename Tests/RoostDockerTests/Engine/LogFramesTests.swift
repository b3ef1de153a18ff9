import Testing

@testable import RoostDocker

@Suite struct LogFramesTests {
  @Test func bothStreamsAreJoined() {
    let bytes: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 2, 104, 105, 2, 0, 0, 0, 0, 0, 0, 1, 33]
    #expect(LogFrames.text(of: bytes) == "hi!")
  }

  @Test func whatIsNotFramedIsGivenAsItIs() {
    #expect(LogFrames.text(of: Array("plain".utf8)) == "plain")
    #expect(LogFrames.text(of: [1, 0, 0, 0, 255, 255, 255, 255, 65]) == "A")
  }
}
