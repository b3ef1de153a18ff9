import Foundation
import RoostModel
import Testing

@Suite struct IdentifierTests {
  @Test func newOnesAreSixteenHexDigitsAndDiffer() {
    let identifiers = (0..<1000).map { _ in AppID() }
    #expect(Set(identifiers).count == 1000)
    #expect(identifiers.allSatisfy { AppID($0.text) == $0 })
  }

  @Test(arguments: ["", "0", "0123456789abcde", "0123456789abcdef0", "0123456789ABCDEF", "../../../../etc/", "0123456789abcdeg"])
  func othersAreRefused(_ text: String) { #expect(AppID(text) == nil) }

  @Test func jsonIsTheBareText() throws {
    let identifier = EnvironmentID()
    let data = try JSONEncoder().encode([identifier])
    #expect(String(decoding: data, as: UTF8.self) == "[\"\(identifier)\"]")
    #expect(try JSONDecoder().decode([EnvironmentID].self, from: data) == [identifier])
    #expect(throws: (any Error).self) { try JSONDecoder().decode([EnvironmentID].self, from: Data(#"["x"]"#.utf8)) }
  }

  @Test(arguments: ["nodejs", "code-server", "a"]) func runtimeNames(_ text: String) { #expect(RuntimeID(text)?.text == text) }

  @Test(arguments: ["", "-x", "Node", "a/b", "..", "a@1", String(repeating: "a", count: 41)])
  func badRuntimeNames(_ text: String) { #expect(RuntimeID(text) == nil) }
}
