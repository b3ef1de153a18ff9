import RoostSystem
import Testing

@Suite struct SubordinateNumbersTests {
  private let numbers = SubordinateNumbers(
    """
    alice:100000:65536
    1002:165536:65536
    bob:300000:1000
    nonsense
    eve:x:65536
    """)

  @Test func aUserIsFoundByNameOrNumberWhenTheSpanIsLongEnough() {
    #expect(numbers.suffice(for: "alice", number: 7))
    #expect(numbers.suffice(for: "carol", number: 1002))
    #expect(!numbers.suffice(for: "bob", number: 8))
    #expect(!numbers.suffice(for: "eve", number: 9))
    #expect(!SubordinateNumbers("").suffice(for: "alice", number: 7))
  }

  @Test func whatIsGivenAwayIsNotOfferedAgain() {
    #expect(numbers.firstFree == 301_000)
    #expect(SubordinateNumbers("").firstFree == 100_000)
    #expect(SubordinateNumbers("a:4294967295:4294967295").firstFree == 8_589_934_590)
  }
}
