import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct AddedFileTests {
  private func plan(_ texts: [String: String]) throws -> Plan {
    try ProjectDetector.plan(
      for: ProjectTree(name: "shop", texts: texts), catalogue: Catalogue.load(extraDirectory: nil))
  }

  @Test func theRouterOfFunctionsNamesThemAllAndNothingElse() throws {
    let plan = try plan([
      "supabase/functions/one/index.ts": "", "supabase/functions/two/index.ts": "", "supabase/functions/a\"b/index.ts": "",
      "supabase/functions/_shared/index.ts": "",
    ])
    let file = try #require(plan.addedFiles?.first)
    #expect(file.path == ".roost/functions.ts")
    #expect(file.text.contains(#"["one", () => import("../supabase/functions/one/index.ts")],"#))
    #expect(file.text.contains(#"["two", () => import("../supabase/functions/two/index.ts")],"#))
    #expect(!file.text.contains("a\"b") && !file.text.contains("_shared"))
  }

  @Test func phpHasARouterUnlessTheProjectSaysHowItStarts() throws {
    #expect(try plan(["index.php": ""]).addedFiles?.map(\.path) == [".roost/router.php"])
    #expect(try plan(["index.php": "", "Procfile": "web: php -S 127.0.0.1:$PORT"]).addedFiles == nil)
  }
}
