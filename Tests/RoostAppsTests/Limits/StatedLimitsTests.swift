import RoostModel
import Testing

@testable import RoostApps

@Suite struct StatedLimitsTests {
  @Test(arguments: [
    (UInt64(512) << 20, "512M"), (5 << 30, "5G"), (1536 << 20, "1536M"), (3 << 10, "3K"), (1000, "1.0 kB"), (0, "0 B"),
  ])
  func sizesAreAsTheyAreTyped(_ bytes: UInt64, _ text: String) {
    #expect(StatedLimits.text(ByteCount(bytes)) == text)
    if SizeText.bytes(text) != nil { #expect(SizeText.bytes(text) == bytes) }
  }
}
