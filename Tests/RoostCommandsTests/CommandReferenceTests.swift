import Checkout
import Testing

@testable import RoostCommands

@Suite struct CommandReferenceTests {
  @Test func theDocumentIsTheHelp() throws {
    let files = try Checkout().textFiles(in: ["docs/cli.md"])
    #expect(files.first?.text == CommandReference().text, "make it anew: make docs")
  }

  @Test func everyCommandIsInIt() {
    let text = CommandReference().text
    for name in ["roost deploy", "roost runtime install", "roost bundle diff", "roost undo", "roost run", "roost toolcache link"]
    {
      #expect(text.contains("\n## \(name)\n"))
    }
    #expect(!text.contains("roost reference"))
    #expect(!text.contains(" \n"))
  }
}
