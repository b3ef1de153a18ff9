import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostSources

@Suite struct GitConfinementTests {
  private func confinement(user: UInt32?) -> GitConfinement {
    var confinement = GitConfinement(user: user, home: "/room/home", fileLimit: .megabytes(1), timeout: .seconds(1))
    confinement.variables = ["https_proxy": "http://me:secret@proxy:3128", "GIT_ALLOW_PROTOCOL": "https"]
    confinement.views = [GitConfinement.View(of: "/a b", at: "/etc/passwd")]
    return confinement
  }

  @Test func whatIsSecretIsNotInTheCommandLine() {
    let command = confinement(user: 2_900_001).command(["fetch"], in: "/room")
    #expect(!command.text.contains("secret"))
    #expect(command.variables["https_proxy"] == "http://me:secret@proxy:3128")
    #expect(!command.inheritsVariables && command.variables["GIT_CONFIG_NOSYSTEM"] == "1")
    #expect(command.variables["GIT_ALLOW_PROTOCOL"] == "https", "nothing is allowed but what is said")
  }

  @Test func whoIsNotRootSeesWhatIsThere() {
    let root = confinement(user: 2_900_001).command(["fetch"], in: "/room")
    #expect(root.tool == "unshare" && root.arguments.contains("--reuid=2900001") && root.arguments.contains("/a b"))
    let other = confinement(user: nil).command(["fetch"], in: "/room")
    #expect(other.tool == "prlimit" && other.arguments.suffix(1) == ["fetch"])
  }

  @Test func noTwoFetchesHaveTheSameUser() {
    let users = (0..<1000).map { _ in FetchUser.next() }
    #expect(Set(users).count == 1000 && users.allSatisfy { (2_900_000..<2_910_000).contains($0) })
  }
}
