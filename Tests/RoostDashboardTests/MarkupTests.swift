import RoostModel
import Testing

@testable import RoostDashboard

@Suite("Markup")
struct MarkupTests {
  private func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

  @Test("Text and attributes are escaped alike")
  func escapes() {
    #expect(
      text(HTML(text: "<a href=\"x\">'&'</a>\u{0}\u{8}\u{7F}\n")) == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;\n")
    #expect(text(Tag.span(.hover("\" onclick=\"f()")) { "x" }) == "<span title=\"&quot; onclick=&quot;f()\">x</span>")
  }

  @Test(
    "Only what a browser opens as a page is a link",
    arguments: ["javascript:f()", "JaVaScript:f()", "data:text/html,x", "//a", " https://a", ""])
  func links(address: String) {
    #expect(WebLink(address) == nil)
    #expect(text(AppFrame.link(address)) == text(HTML(text: address)))
  }

  @Test func webLinks() throws {
    #expect(try #require(WebLink("HTTPS://shop.example.com/?a=\"")).text.hasPrefix("HTTPS"))
  }

  @Test(
    "Colours of a terminal become spans, everything else that steers one goes",
    arguments: [
      ("a\u{1B}[31mb\u{1B}[0mc", "a<span class=\"c1\">b</span>c"), ("\u{1B}[1;92mok", "<span class=\"b c10\">ok</span>"),
      ("a\u{1B}[2Kb\u{1B}[10;5Hc", "abc"), ("\u{1B}]0;title\u{7}x", "0;titlex"), ("\u{1B}[31", ""),
      ("\u{202E}evil\u{2066}", "evil"),
      ("\u{1B}[31m<b>\u{1B}[39m&", "<span class=\"c1\">&lt;b&gt;</span>&amp;"), ("\u{1B}[999999999999999999999mx", "x"),
    ])
  func terminal(source: String, expected: String) {
    #expect(text(TerminalText.html(source)) == expected)
  }

  @Test("A name to write is a pattern that only it fits", arguments: ["shop", "nodejs@22.12.0", "a^b]c\\d", "x.*"])
  func patterns(name: String) throws {
    let pattern = try Regex("^(?:\(Confirmation.pattern(name)))$")
    #expect(try pattern.wholeMatch(in: name) != nil)
    #expect(try pattern.wholeMatch(in: name + "x") == nil)
    #expect(try pattern.wholeMatch(in: "nodejs@22x12x0") == nil)
  }

  @Test(
    "A hint ends with its command",
    arguments: [
      ("see which there are: roost app list", "see which there are", "roost app list"), ("roost doctor", "", "roost doctor"),
      ("try again in 3 seconds", "try again in 3 seconds", nil),
    ] as [(String, String, String?)])
  func hints(hint: String, words: String, command: String?) {
    #expect(ProblemPanel.split(hint).words == words)
    #expect(ProblemPanel.split(hint).command == command)
  }

  @Test(
    "Numbers are short",
    arguments: [
      (0.0, "0"), (12.25, "12.25"), (0.05, "0.05"), (-1.5, "-1.5"), (3.999, "4"), (.nan, "0"), (.infinity, "0"), (1e300, "0"),
    ])
  func numbers(number: Double, expected: String) {
    #expect(NumberText.short(number) == expected)
  }

  @Test func words() {
    #expect(NumberText.count(9999) == "9999" && NumberText.count(12_345) == "12.3k" && NumberText.count(3_100_000) == "3.1M")
    #expect(
      NumberText.latency(870) == "870 µs" && NumberText.latency(4_200) == "4 ms" && NumberText.latency(1_240_000) == "1.2 s")
    #expect(
      Moment.rough(59) == "59 s" && Moment.rough(3599) == "59 min" && Moment.rough(200_000) == "2 d"
        && Moment.rough(.nan) == "ages")
  }

  @Test("A moment says how long ago and exactly when")
  func moments() {
    #expect(
      text(Moment(Mock.now - 130, Mock.frame).html)
        == "<time datetime=\"2026-11-22T10:57:50Z\" title=\"2026-11-22 10:57:50 UTC\">2 min ago</time>")
    #expect(text(Moment(Mock.now + 7300, Mock.frame).html).hasSuffix(">in 2 h</time>"))
  }
}
