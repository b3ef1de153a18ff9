import RoostModel
import Testing

@Suite struct VariableNameTests {
  @Test(arguments: ["A", "_", "database_url", "X9", String(repeating: "A", count: 128), "ROOSTER", "PORTS"])
  func names(_ text: String) throws { #expect(try VariableName(text).text == text) }

  @Test(arguments: ["", "9A", "A-B", "A.B", "A B", "A=", "Ä", "A\0", String(repeating: "A", count: 129), "{", "@A", "A\n"])
  func notNames(_ text: String) { refuse(text, "cannot be the name") }

  @Test(arguments: ["PORT", "HOST", "PATH", "HOME", "ROOST_APP", "ROOST_"])
  func roostsOwn(_ text: String) { refuse(text, "Roost itself") }

  private func refuse(_ text: String, _ why: String) {
    let problem = #expect(throws: Problem.self) { try VariableName(text) }
    #expect(problem?.code == .variableInvalid && problem?.message.contains(why) == true, "\(problem?.message ?? "")")
  }

  @Test func valuesFitTheKernel() throws {
    let name = try VariableName("A")
    try VariableLimits.check(String(repeating: "x", count: 64 << 10), of: name)
    #expect(throws: Problem.self) { try VariableLimits.check(String(repeating: "x", count: 64 << 10 + 1), of: name) }
    #expect(throws: Problem.self) { try VariableLimits.check("a\0b", of: name) }
  }
}

@Suite struct VariableTextTests {
  @Test(
    arguments: [
      ("plain", [.text("plain")]), ("", [.text("")]), ("$HOME ${HOME} $${HOME}", [.text("$HOME ${HOME} $${HOME}")]),
      ("a$${app.x.URL}b", [.text("a${app.x.URL}b")]),
      ("http://${app.back.HOST}:${app.back.PORT}/", [.text("http://"), .fact(.host), .text(":"), .fact(.port), .text("/")]),
      ("${app.back.URL}", [.fact(.url)]), ("${app.back.env.TOKEN}", [.fact(.variable("TOKEN"))]),
    ] as [(String, [Expected])])
  func parts(_ value: String, _ expected: [Expected]) throws {
    let parts = try expected.map { try $0.part }
    #expect(try VariableText(value, of: "X").parts == parts)
  }

  @Test(arguments: [
    "${app.back.URL", "${app.}", "${app.back}", "${app.back.url}", "${app.BACK.URL}", "${app.back.env.}", "${app.back.env.A.B}",
    "${app.back.env.PORT}",
  ])
  func nonsense(_ value: String) {
    let problem = #expect(throws: Problem.self) { try VariableText(value, of: "X") }
    #expect(problem?.code == .variableInvalid)
  }

  enum Expected: Sendable {
    enum Fact: Sendable { case url, host, port, variable(String) }
    case text(String)
    case fact(Fact)

    var part: VariableText.Part {
      get throws {
        switch self {
        case .text(let text): .text(text)
        case .fact(.url): .reference(try AppName("back"), .url)
        case .fact(.host): .reference(try AppName("back"), .host)
        case .fact(.port): .reference(try AppName("back"), .port)
        case .fact(.variable(let name)): .reference(try AppName("back"), .variable(try VariableName(name)))
        }
      }
    }
  }
}
