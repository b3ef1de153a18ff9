import Testing

@testable import RoostCommands

@Suite struct CleanTextTests {
  @Test(arguments: [
    ("plain\ttext\n", "plain\ttext\n"), ("a\r\nb\rc", "a\nb\nc"), ("\u{1B}[31mred\u{1B}[0m", "red"),
    ("\u{1B}[2Jx", "?[2Jx"), ("\u{1B}]0;title\u{7}", "?]0;title?"), ("\u{9B}31m", "?31m"), ("a\u{8}\u{0}\u{7F}b", "a???b"),
    ("evil\u{202E}txt", "evil?txt"), ("\u{1B}", "?"), ("\u{1B}[31", "?[31"), ("żółw 🐢", "żółw 🐢"),
    ("\u{1B}[" + String(repeating: "1", count: 21) + "m", "?[" + String(repeating: "1", count: 21) + "m"),
  ])
  func withoutColours(_ text: String, _ clean: String) { #expect(CleanText.clean(text, colours: false) == clean) }

  @Test func coloursMayStay() {
    #expect(CleanText.clean("\u{1B}[1;31mred\u{1B}[m\u{1B}[H", colours: true) == "\u{1B}[1;31mred\u{1B}[m?[H")
  }
}
