import Foundation
import Logging
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage
import Testing

@testable import RoostApps

/// A vault on a key of its own and an empty store.
struct VaultScene {
  let home: FilePath
  let vault: VariableVault
  var supabase = Supabase()

  static func with(_ body: (VaultScene) async throws -> Void) async throws {
    let home = FilePath("/tmp/roost-vault-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: home.string) }
    try await body(VaultScene(home: home, vault: VariableVault(store: try Store.inMemory(), keys: SealingKeyFile(home: home))))
  }

  func app(_ name: String) async throws -> AppRecord { try await vault.store.appOrNew(named: AppName(name), now: 1) }

  func set(_ app: AppRecord, _ name: String, _ value: String, scope: VariableScope = .run, secret: Bool = false) async throws {
    let variable = OpenVariable(
      name: try VariableName(name), value: value, scope: scope, secret: secret, source: .set, version: 0, changedAt: 0)
    _ = try await vault.change(app.id, set: [variable], unset: [], now: 1)
  }

  func given(_ app: AppRecord, _ change: (inout Plan) -> Void = { _ in }) async throws -> GivenVariables {
    var plan = Plan(type: .node, score: 1, evidence: [], start: .command("x", decidedBy: Evidence(says: "test")))
    change(&plan)
    return try await gathering.given(to: app, plan)
  }

  var gathering: VariableGathering {
    VariableGathering(vault: vault, supabase: supabase, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
      name, _ in
      ["http://\(name).example.com:8080/"]
    }
  }
}

@Suite struct VariableVaultTests {
  @Test func whatIsSealedIsNotInTheStore() async throws {
    try await VaultScene.with { scene in
      let app = try await scene.app("shop")
      try await scene.set(app, "KEY", "hunter22-hunter22", secret: true)
      let record = try #require(try await scene.vault.store.keptVariables(of: app.id).first)
      #expect(!String(decoding: record.sealed, as: UTF8.self).contains("hunter"))
      #expect(try await scene.vault.variables(of: app.id).variables.first?.value == "hunter22-hunter22")
      #expect(try await scene.vault.variables(of: app.id).variables.first?.summary.value == nil)
    }
  }

  @Test func aSealedValueOpensInNoOtherPlace() async throws {
    try await VaultScene.with { scene in
      let (shop, other) = (try await scene.app("shop"), try await scene.app("other"))
      try await scene.set(shop, "KEY", "hunter22", secret: true)
      let sealed = try #require(try await scene.vault.store.keptVariables(of: shop.id).first).sealed
      for (app, name) in [(other, "KEY"), (shop, "SHOWN"), (shop, "KEY")] {
        let moved = VariableDraft(name: try VariableName(name), scope: .run, secret: false, source: .set) { (_) throws(Problem) in
          Array(sealed)
        }
        _ = try await scene.vault.store.changeVariables(of: app.id, set: [moved], unset: [], overhead: 29, now: 1)
        let problem = await #expect(throws: Problem.self) { try await scene.vault.variables(of: app.id) }
        #expect(problem?.code == .keyUnusable)
      }
    }
  }

  @Test func withoutItsKeyAnAppDoesNotStartAndNoOtherKeyIsMade() async throws {
    try await VaultScene.with { scene in
      let app = try await scene.app("shop")
      try await scene.set(app, "KEY", "hunter22", secret: true)
      try FileManager.default.removeItem(atPath: scene.vault.keys.path.string)
      let later = VariableVault(store: scene.vault.store, keys: SealingKeyFile(home: scene.home))
      let problem = await #expect(throws: Problem.self) { try await later.variables(of: app.id) }
      #expect(problem?.code == .keyUnusable)
      let second = await #expect(throws: Problem.self) {
        _ = try await later.change(app.id, set: [], unset: [], now: 1)
      }
      #expect(second?.code == .keyUnusable)
      // An app that has none needs no key.
      #expect(try await later.variables(of: scene.app("plain").id).variables.isEmpty)
    }
  }
}

@Suite struct GivenVariableTests {
  @Test func whatWasSetIsStrongerThanTheProjectAndSupabase() async throws {
    try await VaultScene.with { scene in
      var scene = scene
      let file = scene.home.appending("database")
      try "postgres://u:Tr0ub4dor@db/x\n".write(toFile: file.string, atomically: true, encoding: .utf8)
      scene.supabase.url = "https://x.supabase.co"
      scene.supabase.databaseURLFile = file
      let app = try await scene.app("shop")
      try await scene.set(app, "LEVEL", "set")
      try await scene.set(app, "NPM_TOKEN", "build-token", scope: .build, secret: true)
      let given = try await scene.given(app) { plan in
        plan.usesSupabase = true
        plan.variables = ["LEVEL": "project", "SUPABASE_URL": "mine", "API": "${app.shop.URL}", "LITERAL": "$${app.x"]
      }
      #expect(given.run["LEVEL"] == "set" && given.build["LEVEL"] == nil)
      #expect(given.build["NPM_TOKEN"] == "build-token" && given.run["NPM_TOKEN"] == nil)
      // The project's own word is in its environment already.
      #expect(given.run["SUPABASE_URL"] == nil)
      #expect(given.run["DATABASE_URL"] == "postgres://u:Tr0ub4dor@db/x" && given.build["DATABASE_URL"] == nil)
      #expect(given.run["API"] == "http://shop.example.com:8080/" && given.build["LITERAL"] == "${app.x")
      #expect(given.redactor.redact("Tr0ub4dor build-token set") == "*** *** set")
      #expect(given.version == 2)
      #expect(try await scene.given(app).run["DATABASE_URL"] == nil)
    }
  }

  @Test func referencesAreResolvedAndOldSecretsStayHidden() async throws {
    try await VaultScene.with { scene in
      let (shop, db) = (try await scene.app("shop"), try await scene.app("db"))
      let release = try await scene.vault.store.newRelease(of: db.id, now: 1)
      try await scene.set(db, "PASSWORD", "former-password", secret: true)
      try await scene.vault.store.setVariableVersion(1, ofRelease: release.number, of: db.id)
      try await scene.set(db, "PASSWORD", "s3cret-s3cret", secret: true)
      try await scene.set(shop, "URL", "tcp://u:${app.db.env.PASSWORD}@${app.db.HOST}:${app.db.PORT}", secret: true)
      let given = try await scene.given(shop)
      #expect(given.run["URL"] == "tcp://u:s3cret-s3cret@db.example.com:8080")
      #expect(given.redactor.redact("s3cret-s3cret") == "***")
      #expect(try await scene.gathering.redactor(of: db).redact("former-password") == "***")
    }
  }

  @Test(arguments: [
    ("${app.none.URL}", "there is not"), ("${app.db.env.NONE}", "not set"), ("${app.db.env.PASSWORD}", "secret"),
    ("${app.shop.env.X}", "circle"), ("${app.db.env.BACK}", "circle"),
  ])
  func whatLeadsNowhereIsSaid(_ value: String, _ what: String) async throws {
    try await VaultScene.with { scene in
      let (shop, db) = (try await scene.app("shop"), try await scene.app("db"))
      try await scene.set(db, "PASSWORD", "s3cret", secret: true)
      try await scene.set(db, "BACK", "${app.shop.env.X}")
      try await scene.set(shop, "X", value)
      let problem = await #expect(throws: Problem.self) { try await scene.given(shop) }
      #expect(problem?.code == .variableUnresolved && problem?.message.contains(what) == true, "\(problem?.message ?? "")")
      #expect(problem.map { "\($0)".contains("s3cret") } == false)
    }
  }

  @Test func aProjectCannotReadWhatOthersHave() async throws {
    try await VaultScene.with { scene in
      let (shop, db) = (try await scene.app("shop"), try await scene.app("db"))
      try await scene.set(db, "SHOWN", "x")
      let problem = await #expect(throws: Problem.self) {
        try await scene.given(shop) { $0.variables = ["STOLEN": "${app.db.env.SHOWN}"] }
      }
      #expect(problem?.code == .variableUnresolved)
    }
  }

  @Test func aSupabaseKeyThatIsNotThereIsSaid() async throws {
    try await VaultScene.with { scene in
      var scene = scene
      scene.supabase.anonKeyFile = scene.home.appending("nowhere")
      let app = try await scene.app("shop")
      await #expect(throws: Problem.self) { try await scene.given(app) { $0.usesSupabase = true } }
      #expect(try await scene.given(app).run.isEmpty)
    }
  }
}

@Suite struct SecretRecipeTests {
  @Test(arguments: [(SecretRecipe.Format.hex, 64), (.base64, 44), (.uuid, 36)])
  func theyAreOfTheirForm(_ format: SecretRecipe.Format, _ length: Int) throws {
    let made = try (0..<50).map { _ in try SecretRecipe(format: format).make() }
    #expect(Set(made).count == 50 && made.allSatisfy { $0.utf8.count == length })
  }

  @Test(arguments: [0, 7, 4097, -1]) func otherLengthsAreRefused(_ length: Int) {
    #expect(throws: Problem.self) { try SecretRecipe(length: length).make() }
  }
}

@Suite struct AppAddressTests {
  @Test(
    arguments: [
      ("http://localhost:8080/app/x/", "localhost", 8080), ("https://x.example.com/", "x.example.com", 443),
      ("http://x.example.com/", "x.example.com", 80),
    ] as [(String, String, UInt16)])
  func parts(_ url: String, _ host: String, _ port: UInt16) {
    let address = AppAddress(url)
    #expect(address?.host == host && address?.port == port)
  }
}
