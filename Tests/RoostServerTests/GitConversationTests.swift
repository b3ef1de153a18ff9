import RoostModel
import Testing

@testable import RoostServer

@Suite struct GitConversationTests {
  @Test func gitIsToldOfAProblemInItsOwnWords() {
    let short = GitConversation.errorPacket(Problem(.toolFailed, "it is broken", hint: "look at it"))
    #expect(String(decoding: short, as: UTF8.self) == "0025ERR it is broken\nmend: look at it")
    let long = GitConversation.errorPacket(Problem(.toolFailed, String(repeating: "x", count: 100_000), hint: "h"))
    #expect(long.count == 4004 && long.prefix(4).elementsEqual("0fa4".utf8))
  }
}
