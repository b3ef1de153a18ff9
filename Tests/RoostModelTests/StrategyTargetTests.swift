import RoostModel
import Testing

@Suite struct StrategyTargetTests {
  @Test(arguments: ["sandbox", "docker", "vm", "process", "ssh://me@host:2222", "ssh://host"])
  func readsWhatItWrites(_ text: String) { #expect(StrategyTarget(text)?.description == text) }

  @Test(arguments: ["", "ssh", "Docker", "a b", "ssh://", "ssh://a b", "ssh://\u{7}", "http://host", "-x", "1a", "ä"])
  func refusesWhatIsNone(_ text: String) { #expect(StrategyTarget(text) == nil) }

  @Test func keepsTheHost() {
    let target = StrategyTarget("ssh://me@host:2222")
    #expect(target?.kind == .ssh && target?.host == "me@host:2222")
  }
}
