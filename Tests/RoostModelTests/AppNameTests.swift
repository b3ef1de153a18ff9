import Foundation
import RoostModel
import Testing

@Suite struct AppNameTests {
  @Test(arguments: ["ab", "shop", "a1", "my-shop-2", String(repeating: "a", count: 40)])
  func goodNamesAreTaken(_ text: String) throws { #expect(try AppName(text).text == text) }

  @Test(arguments: [
    "", "a", "A1", "1a", "-a", "a-", "a_b", "a.b", "a b", "../etc", "a/b", "é", "a\u{0}", "a\n", "shop\u{301}",
    String(repeating: "a", count: 41), "app", "api", "www", "localhost",
  ])
  func badNamesAreRefusedWithACommand(_ text: String) {
    let problem = #expect(throws: Problem.self) { try AppName(text) }
    #expect(problem?.code == .appNameInvalid)
    #expect(problem?.hint.contains("roost deploy") == true)
    #expect((problem?.message.count ?? 1000) < 200)
  }

  @Test func decodingChecksToo() {
    #expect(throws: (any Error).self) { try JSONDecoder().decode([AppName].self, from: Data(#"["../x"]"#.utf8)) }
  }
}
