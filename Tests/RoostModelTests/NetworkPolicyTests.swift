import RoostModel
import Testing

@Suite struct NetworkPolicyTests {
  @Test(arguments: ["none", "outbound", "allow:db.example.com:5432,192.0.2.0/24", "allow:192.0.2.7"])
  func readsWhatItWrites(_ text: String) { #expect(NetworkPolicy(rawValue: text)?.rawValue == text) }

  @Test(arguments: [
    "", "all", "allow:", "allow:a,", "allow:*.example.com", "allow:a:0", "allow:a:70000", "allow:a/24", "allow:192.0.2.0/33",
    "allow:-x", "allow:a..b", "allow:a b", "allow:::1",
  ])
  func refusesWhatIsNone(_ text: String) { #expect(NetworkPolicy(rawValue: text) == nil) }
}
