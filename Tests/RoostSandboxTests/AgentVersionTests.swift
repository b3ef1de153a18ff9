import RoostAgentProtocol
import RoostModel
import Testing

@Suite struct AgentVersionTests {
  /// The agent may not import the model, so it says the version a second time.
  @Test func theAgentIsOfTheSameVersion() { #expect(AgentSchema.product == RoostVersion.current) }
}
