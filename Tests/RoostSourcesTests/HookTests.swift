import Crypto
import RoostModel
import RoostSystem
import Testing

@testable import RoostSources

@Suite struct HookTests {
  private let body = Array(
    """
    {"ref": "refs/heads/main", "deleted": false, "repository": {"full_name": "Me/Shop"},
     "head_commit": {"message": "Repair the till"},
     "commits": [{"added": ["api/a.py"], "modified": ["README.md"], "removed": []}]}
    """.utf8)

  private func proof(_ body: [UInt8], _ secret: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Array(secret.utf8)))
    return "sha256=" + HexText.of(code)
  }

  private func delivery(_ proof: String, _ forge: HookDelivery.Forge = .github, body: [UInt8]? = nil) -> HookDelivery {
    HookDelivery(forge: forge, app: "shop", event: "push", delivery: "d", proof: proof, body: body ?? self.body)
  }

  @Test func whatCannotBeADeliveryIsKnownBeforeItsBody() {
    let proof = "sha256=" + String(repeating: "a", count: 64)
    func head(_ event: String = "push", _ delivery: String = "d-1", _ proof: String) -> HookHead {
      HookHead(forge: .github, app: "shop", event: event, delivery: delivery, proof: proof, length: 10)
    }
    #expect(head("push", "d-1", proof).refusal == nil)
    #expect(head("", "d-1", proof).refusal?.status == 400)
    for delivery in ["", "a b", String(repeating: "d", count: 101), "d\u{0}"] {
      #expect(head("push", delivery, proof).refusal?.status == 400)
    }
    for wrong in ["", "sha1=\(proof)", "sha256=", proof + "a", proof.uppercased(), "sha256=" + String(repeating: "g", count: 64)]
    {
      #expect(head("push", "d-1", wrong).refusal?.status == 401)
    }
  }

  /// GitHub's own example: docs.github.com, "Validating webhook deliveries".
  @Test func theSignatureIsThatOfTheForge() {
    let known = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    let hello = Array("Hello, World!".utf8)
    #expect(HookProof.isRight(delivery(known, body: hello), secret: "It's a Secret to Everybody"))
    #expect(!HookProof.isRight(delivery(known, body: hello + [0]), secret: "It's a Secret to Everybody"))
    #expect(!HookProof.isRight(delivery(known, body: hello), secret: "It's a Secret to everybody"))
  }

  @Test(arguments: ["", "sha256=", "sha1=757107ea", "sha256=zz", "sha256=" + String(repeating: "0", count: 64), "SHA256=x"])
  func anythingElseIsNone(proof: String) {
    #expect(!HookProof.isRight(delivery(proof), secret: "s"))
    #expect(!HookProof.isRight(delivery(self.proof(body, "")), secret: ""))
  }

  @Test func gitLabSendsTheSecretItself() {
    #expect(HookProof.isRight(delivery("s3cret", .gitlab), secret: "s3cret"))
    for wrong in ["", "s3cre", "s3cret ", "S3cret"] { #expect(!HookProof.isRight(delivery(wrong, .gitlab), secret: "s3cret")) }
  }

  @Test func aPushIsRead() throws {
    let push = try #require(HookPush(body, from: .github))
    #expect(push.repository == "me/shop" && push.reference == "refs/heads/main" && !push.isDeletion)
    #expect(push.paths == ["api/a.py", "README.md"])
    #expect(HookPush(Array("[]".utf8), from: .github) == nil)
    #expect(HookPush(Array(repeating: UInt8(ascii: "["), count: 100_000), from: .github) == nil)
    let lab = """
      {"ref": "refs/heads/main", "after": "0000", "project": {"path_with_namespace": "Me/Shop"}, "commits": [], "total_commits_count": 0}
      """
    #expect(HookPush(Array(lab.utf8), from: .gitlab)?.isDeletion == true)
  }

  @Test(arguments: [("fix [skip ci]", true), ("[Skip Roost] docs", true), ("[ci skip]", true), ("skip ci", false), ("", false)])
  func someCommitsAskForNoDeployment(message: String, expected: Bool) throws {
    var push = try #require(HookPush(body, from: .github))
    push.message = message
    #expect(push.wantsNoDeployment == expected)
  }

  @Test(arguments: [
    ("api/**", "api/a.py", true), ("api/**", "api/x/y", true), ("api/**", "api", false), ("api/**", "apis/a", false),
    ("api/", "api/a", true),
    ("*.md", "README.md", true), ("*.md", "docs/README.md", false), ("**/*.md", "docs/a/README.md", true),
    ("**/*.md", "README.md", true),
    ("a?c", "abc", true), ("a?c", "a/c", false), ("**", "x/y", true), ("web/*/index.html", "web/a/index.html", true),
    ("web/*/index.html", "web/a/b/index.html", false), ("a*b*c", "aXbYc", true), ("", "a", false), ("exact", "exact", true),
  ])
  func patternsOfWatchedFiles(pattern: String, path: String, expected: Bool) {
    #expect(WatchPattern(pattern).matches(path) == expected)
  }

  @Test func aPatternOfManyStarsIsNoTrap() {
    let pattern = WatchPattern(String(repeating: "*a", count: 60) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 4000)))
  }
}
