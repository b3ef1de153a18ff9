import ArgumentParser
import RoostModel
import Testing

@testable import RoostCommands

@Suite struct CommandLineTests {
  @Test(
    arguments: [
      (["bogus"], 2), (["deploy"], 2), (["app", "logs", "shop", "--tail", "-1"], 2), (["serve", "--gateway-port", "0"], 2),
      (["app", "list", "--nope", "--json"], 2), (["app", "info", "../etc"], 21), (["deploy", "/not/there"], 23),
      (["deploy", "/etc/passwd"], 20), (["app", "list", "--home", "/tmp/roost-nobody-here"], 20),
      (["app", "list", "--home", "relative"], 2), (["version"], 0), (["--help"], 0), (["help", "app", "logs"], 0),
      (["app", "remove", "shop", "--home", "/tmp/roost-nobody-here", "--json"], 2),
    ] as [([String], Int32)])
  func exitStatus(_ arguments: [String], _ expected: Int32) async {
    #expect(await CommandRun.status(of: arguments) == expected)
  }

  @Test(arguments: [
    ["--since", "1h"], ["--until", "1h"], ["--release", "2"], ["--grep", "x"], ["-i"], ["--times"], ["--process", "worker"],
    ["--build"], ["--deployment", "1"],
  ])
  func theAccessLogIsNotSearched(_ options: [String]) async {
    #expect(await CommandRun.status(of: ["logs", "shop", "--access"] + options) == 2)
  }

  @Test func everyCommandTeachesWithExamples() {
    var commands: [any ParsableCommand.Type] = [RoostCommand.self]
    var seen = 0
    while let command = commands.popLast() {
      commands += command.configuration.subcommands
      #expect(!command.configuration.abstract.isEmpty, "\(command)")
      #expect(command.configuration.discussion.contains("EXAMPLES\n"), "\(command)")
      seen += 1
    }
    #expect(seen >= 18)
  }

  /// An example that is broken in two cannot be copied.
  @Test func examplesFitInATerminal() {
    for command in CommandReference.commands(below: RoostCommand.self, called: []) {
      for line in command.type.configuration.discussion.split(separator: "\n") where line.hasPrefix("  ") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }

  @Test(arguments: ["-h", "--help"])
  func everyCommandGivesItsHelp(_ word: String) {
    for command in CommandReference.commands(below: RoostCommand.self, called: []) {
      do {
        // The library's own command that shows the help, not one of ours.
        let parsed = try RoostCommand.parseAsRoot(command.path + [word])
        #expect("\(type(of: parsed))" == "HelpCommand", "\(command.path)")
      } catch {
        #expect(RoostCommand.exitCode(for: error) == .success, "\(command.path)")
      }
    }
  }

  @Test func aProgramsOwnHelpIsTheProgramsOwn() throws {
    let run = try #require(try RoostCommand.parseAsRoot(["run", "--", "node", "--help"]) as? RunCommand)
    #expect(try ProgramWords(run.words).command == ["node", "--help"])
    let exec = try #require(try RoostCommand.parseAsRoot(["env", "exec", "dev", "node", "-h"]) as? EnvExecCommand)
    #expect(exec.words == ["dev", "node", "-h"])
  }

  @Test func completionScriptsAreMade() {
    #expect(RoostCommand.completionScript(for: .bash).contains("roost"))
    #expect(RoostCommand.completionScript(for: .zsh).contains("app"))
  }

  @Test(arguments: [("y", true), ("Yes", true), (" y\n", true), ("", false), ("n", false), ("yep", false)])
  func onlyAClearYesIsYes(_ answer: String, _ yes: Bool) { #expect(Question.isYes(answer) == yes) }

  @Test func endOfInputIsNo() { #expect(!Question.isYes(nil)) }

  @Test(
    arguments: [
      (["runtme", "list"], ["roost runtime"]), (["runtime", "instal", "nodejs"], ["roost runtime install"]),
      (["remove", "nodejs"], ["roost app remove", "roost runtime remove", "roost user remove", "roost tls remove"]),
      (["zzzzzzzzz"], []),
    ] as [([String], [String])])
  func aMistypedCommandIsRecognised(_ arguments: [String], _ suggestions: [String]) {
    #expect(MistypedCommand.find(in: arguments)?.suggestions == suggestions)
  }

  @Test(arguments: [
    ["runtime", "install", "nodjs"], ["runtime", "ls", "--nope"], ["--nope"], [], ["help", "runtime"], ["runtime"],
  ])
  func otherMistakesAreNoMistypedCommand(_ arguments: [String]) {
    #expect(MistypedCommand.find(in: arguments) == nil)
  }

  @Test func bashTakesAVersionAsPartOfTheWord() {
    let line = "\nshopt -u hostcomplete\n"
    #expect(CompletionScript.addition(for: ["--generate-completion-script", "bash"]).contains(line))
    #expect(CompletionScript.addition(for: ["--generate-completion-script=bash"]).contains(line))
    #expect(CompletionScript.addition(for: ["--generate-completion-script", "zsh"]).isEmpty)
    #expect(CompletionScript.addition(for: ["--help"]).isEmpty)
  }
}
