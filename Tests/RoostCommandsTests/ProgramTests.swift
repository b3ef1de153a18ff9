import ArgumentParser
import RoostModel
import Testing

@testable import RoostCommands

@Suite struct ProgramTests {
  @Test func wordsAreRuntimesThenAProgram() throws {
    let words = try ProgramWords(["nodejs@22", "python", "--", "node", "--", "-v"])
    #expect(words.runtimes == ["nodejs@22", "python"])
    #expect(words.command == ["node", "--", "-v"])
    #expect(try ProgramWords(["--", "npm"]).runtimes == [])
  }

  @Test(arguments: [[], ["node"], ["node", "--"], ["node", "--env", "A=1", "--", "node"]])
  func otherWordsAreExplained(_ words: [String]) {
    #expect(throws: ValidationError.self) { try ProgramWords(words) }
  }

  @Test func optionsStandBeforeTheRuntimes() async throws {
    let arguments = ["run", "--network", "none", "--env", "A=1", "uv", "--", "uv", "--version", "--json"]
    let command = try #require(try await RoostCommand.asyncParseAsRoot(arguments) as? RunCommand)
    #expect(command.options.network == NetworkPolicy.none)
    #expect(command.options.env == ["A=1"])
    #expect(try ProgramWords(command.words).command == ["uv", "--version", "--json"])
    #expect(!command.common.json)
  }

  @Test func variablesArePassedOnByName() throws {
    let variables = ProgramVariables(shell: ["TERM": "xterm", "SECRET": "s", "TOKEN": "t"])
    let given = try variables.variables(wanted: ["TOKEN", "A=b=c", "EMPTY="])
    #expect(given == ["TERM": "xterm", "TOKEN": "t", "A": "b=c", "EMPTY": ""])
    #expect(throws: Problem.self) { try variables.variables(wanted: ["NOT_THERE"]) }
    #expect(throws: Problem.self) { try variables.variables(wanted: ["=x"]) }
  }

  @Test(arguments: [
    ("500M", UInt64(500_000_000)), ("2G", 2_000_000_000), ("1.5GB", 1_500_000_000), ("12", 12), ("3kb", 3000), ("0", 0),
  ])
  func sizes(_ text: String, _ bytes: UInt64) { #expect(SizeOption(argument: text)?.bytes == ByteCount(bytes)) }

  @Test(arguments: ["", "M", "-1", "1e400", "nan", "5X", "1 G"]) func noSizes(_ text: String) {
    #expect(SizeOption(argument: text) == nil)
  }
}
