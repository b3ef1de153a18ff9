import Hummingbird
import RoostModel

/// `/api/v1/drafts`.
struct DraftRoutes: Sendable {
  let operations: DraftOperations
  let streamed: OperationAnswer

  func add(to router: APIRoutes) {
    let operations = operations
    router.work(
      "drafts", .appsDeploy, streamed: streamed, takes: .json(DraftRequest.self), gives: DraftSummary.self
    ) { request, context in
      let wanted = try await RequestReader.body(DraftRequest.self, of: request)
      if wanted.source.namesPath { try context.permitPaths() }
      return { (sink: @escaping ProgressSink) async throws(Problem) in try await operations.make(wanted, sink) }
    }
    let types = ProjectType.allCases.map(\.rawValue)
    router.answer(.get, "drafts/:id", .appsDeploy, query: [.words("type", types), .text("root")]) { request, context in
      let overrides = try DraftFields.overrides { RequestReader.text($0, of: request) }
      return try await operations.look(RequestReader.draft(in: context), overrides)
    }
    router.work(
      "drafts/:id/deploy", .appsDeploy, streamed: streamed, takes: .json(DraftDeployment.self), gives: DeployResult.self
    ) { request, context in
      let id = try RequestReader.draft(in: context)
      var wanted = try await RequestReader.body(DraftDeployment.self, of: request)
      wanted.mayMove = context.mayAdministerNode ? true : nil
      return { [wanted] (sink: @escaping ProgressSink) async throws(Problem) in try await operations.deploy(id, wanted, sink) }
    }
    router.done(.delete, "drafts/:id", .appsDeploy) { _, context in
      try await operations.discard(RequestReader.draft(in: context))
    }
  }
}

extension RequestReader {
  static func draft(in context: APIContext) throws(Problem) -> DraftID {
    guard let id = DraftID(try segment("id", in: context)) else {
      throw Problem(.usageInvalid, "a draft has no such name", hint: "begin again: roost deploy SOURCE")
    }
    return id
  }
}
