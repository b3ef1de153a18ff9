import FoundationEssentials
package import RoostModel

/// What a push says of itself. The commit that is deployed is the one that is fetched, not the one named here.
package struct HookPush: Sendable, Equatable {
  /// `refs/heads/main`
  package var reference: String
  /// `owner/name`, in lower case.
  package var repository: String
  package var isDeletion: Bool
  /// Of the last commit.
  package var message: String
  /// `nil` when the forge did not list them all.
  package var paths: [String]?

  /// Forges list so many commits of a push at most.
  private static let listed = 20

  /// `nil` when the body is no push of that forge.
  package init?(_ body: [UInt8], from forge: HookDelivery.Forge) {
    switch forge {
    case .github:
      guard let push = try? HookPush.decoder.decode(GitHub.self, from: Data(body)) else { return nil }
      self.init(push.ref, push.repository.fullName, push.deleted == true, push.headCommit?.message, push.commits)
    case .gitlab:
      guard let push = try? HookPush.decoder.decode(GitLab.self, from: Data(body)) else { return nil }
      let isWhole = push.totalCommitsCount.map { $0 == push.commits?.count } ?? true
      let isDeletion = push.after.allSatisfy { $0 == "0" }
      self.init(
        push.ref, push.project.pathWithNamespace, isDeletion, push.commits?.last?.message, isWhole ? push.commits : nil)
    }
  }

  private init(_ reference: String, _ repository: String, _ isDeletion: Bool, _ message: String?, _ commits: [Commit]?) {
    self.reference = reference
    self.repository = repository.lowercased()
    self.isDeletion = isDeletion
    self.message = message ?? ""
    guard let commits, !commits.isEmpty, commits.count < HookPush.listed else { return }
    paths = commits.flatMap { ($0.added ?? []) + ($0.modified ?? []) + ($0.removed ?? []) }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  /// What its author asks of everybody who builds.
  package var wantsNoDeployment: Bool {
    let text = message.lowercased()
    return ["[skip ci]", "[ci skip]", "[no ci]", "[skip roost]", "[roost skip]"].contains { text.contains($0) }
  }

  private struct Commit: Decodable {
    var message: String?
    var added: [String]?
    var modified: [String]?
    var removed: [String]?
  }

  private struct GitHub: Decodable {
    struct Repository: Decodable { var fullName: String }
    var ref: String
    var deleted: Bool?
    var repository: Repository
    var headCommit: Commit?
    var commits: [Commit]?
  }

  private struct GitLab: Decodable {
    struct Project: Decodable { var pathWithNamespace: String }
    var ref: String
    var after: String
    var project: Project
    var commits: [Commit]?
    var totalCommitsCount: Int?
  }
}
