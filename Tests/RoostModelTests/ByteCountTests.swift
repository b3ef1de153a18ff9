import Foundation
import RoostModel
import Testing

@Suite struct ByteCountTests {
  @Test(
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (61_123_456, "61.1 MB"), (123_456_789, "123 MB"),
      (5_000_000_000, "5.0 GB"), (7_000_000_000_000, "7.0 TB"), (9_000_000_000_000_000, "9000 TB"),
    ] as [(UInt64, String)])
  func printsInDecimalUnits(_ bytes: UInt64, _ text: String) { #expect(ByteCount(bytes).description == text) }

  @Test func jsonIsTheBareNumber() throws {
    #expect(String(decoding: try JSONEncoder().encode([ByteCount(42)]), as: UTF8.self) == "[42]")
    #expect(throws: (any Error).self) { try JSONDecoder().decode([ByteCount].self, from: Data("[-1]".utf8)) }
  }
}
