import RoostModel
import Testing

@testable import RoostCommands

@Suite struct RuntimeTextTests {
  private func runtime(_ id: String, installed versions: [String]) throws -> RuntimeSummary {
    let runtime = try #require(RuntimeID(id))
    let layers = versions.map {
      InstalledLayer(
        runtime: runtime, version: $0, digest: String(repeating: "a", count: 64), tree: "/t", size: .megabytes(61),
        installedAt: 0, variables: [:], provenance: [], seconds: 1)
    }
    return RuntimeSummary(
      runtime: runtime, title: "Title of \(id)", aliases: [], provides: ["node", "npm"], sources: ["wheel"], channels: ["lts"],
      installed: layers, usedBy: versions.isEmpty ? [:] : [versions[0]: ["shop", "blog"]], cost: .none)
  }

  @Test func list() throws {
    let expected = """
      RUNTIME  INSTALLED       SIZE    WHAT IT IS       USED BY
      nodejs   24.1.0, 22.9.0  122 MB  Title of nodejs  blog, shop
      uv       no              -       Title of uv      -

      """
    let runtimes = [try runtime("nodejs", installed: ["24.1.0", "22.9.0"]), try runtime("uv", installed: [])]
    #expect(RuntimeText().list(runtimes, .plain) == expected)
  }

  @Test func manyUsersAreCounted() throws {
    var nodejs = try runtime("nodejs", installed: ["24.1.0"])
    nodejs.usedBy = ["24.1.0": ["d", "a", "c"]]
    #expect(RuntimeText().list([nodejs], .plain).hasSuffix("a, c, d\n"))
    nodejs.usedBy = ["24.1.0": ["d", "a", "c", "b"]]
    #expect(RuntimeText().list([nodejs], .plain).hasSuffix("a, b, 2 more\n"))
  }

  @Test func detail() throws {
    let expected = """
      Runtime    nodejs
      Title      Title of nodejs
      Provides   node, npm
      Source     wheel
      Channels   lts
      Installed  24.1.0  61.0 MB  used by shop, blog
                 22.9.0  61.0 MB  not used

      """
    #expect(RuntimeText().detail(try runtime("nodejs", installed: ["24.1.0", "22.9.0"]), .plain) == expected)
    #expect(RuntimeText().detail(try runtime("uv", installed: []), .plain).contains("roost runtime install uv"))
  }

  @Test func installed() throws {
    let layers = try runtime("nodejs", installed: ["24.1.0", "22.9.0"]).installed
    let result = InstallResult(layers: layers, installed: ["nodejs 24.1.0"], warnings: ["w"], seconds: 2, transaction: 7)
    #expect(
      InstallResultText(result: result).text(.plain) == """
        warning: w
        installed nodejs 24.1.0, 61.0 MB
        is there  nodejs 22.9.0, 61.0 MB
        Done in 2.0 s. Take it back: roost undo 7

        """)
    let nothing = InstallResult(layers: layers, installed: [], seconds: 0)
    #expect(InstallResultText(result: nothing).text(.plain).hasSuffix("Nothing had to be done.\n"))
  }
}
