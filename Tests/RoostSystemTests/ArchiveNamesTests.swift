import RoostModel
import RoostSystem
import Testing

@Suite struct ArchiveNamesTests {
  @Test(arguments: ["a", "a/b.txt", "dir/", "a/b/c/", "ünï/cödé", "..a/b", "a../b", "...", "a b/c", "@scope/pkg"])
  func acceptsHonestNames(_ name: String) { #expect(ArchiveNames.fault(in: Array(name.utf8)) == nil) }

  @Test(arguments: [
    "", "/etc/passwd", "../x", "a/../b", "a/..", "a//b", "./a", "a/./b", "a\\b", "C:/x", "a\u{0}b", "a\nb", "a\u{7F}b", "//",
    "..",
    String(repeating: "x", count: 256), String(repeating: "abcdefg/", count: 513),
  ])
  func refusesHostileNames(_ name: String) { #expect(ArchiveNames.fault(in: Array(name.utf8)) != nil) }

  @Test func refusesBytesThatAreNoText() { #expect(ArchiveNames.fault(in: [0x61, 0xFF, 0xFE]) != nil) }

  @Test func refusesDoublesAndAFileInPlaceOfADirectory() async {
    let found = await problem { try ArchiveNames.check(["a/b", "a/b"].map { Array($0.utf8) }, of: "x.zip") }
    #expect(found?.code == .downloadCorrupt)
    let mixed = await problem { try ArchiveNames.check(["a", "a/"].map { Array($0.utf8) }, of: "x.zip") }
    #expect(mixed?.code == .downloadCorrupt)
  }
}
