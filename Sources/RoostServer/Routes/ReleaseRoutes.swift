import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/releases`, `/deployments` and the changes that make no new release.
struct ReleaseRoutes: Sendable {
  let operations: ReleaseOperations
  let streamed: OperationAnswer
  let repeated: RepeatedAnswer

  func add(to router: APIRoutes) {
    router.list("apps/:name/releases", .appsRead, by: \.number) { _, context in
      try await operations.list(RequestReader.appName(in: context))
    }
    router.answer(.put, "apps/:name/releases/:number/pin", .appsDeploy) { _, context in try await pin(true, context) }
    router.answer(.delete, "apps/:name/releases/:number/pin", .appsDeploy) { _, context in try await pin(false, context) }
    router.list("apps/:name/deployments", .appsRead, by: \.number) { _, context in
      try await operations.deployments(RequestReader.appName(in: context))
    }
    router.list("apps/:name/crashes", .appsRead, by: \.number) { _, context in
      try await operations.crashes(RequestReader.appName(in: context))
    }
    router.answer(.post, "apps/:name/cancel", .appsDeploy) { _, context in
      try await operations.cancel(RequestReader.appName(in: context))
    }
    let permit = { @Sendable (wanted: inout ReleaseRequest, context: APIContext) throws(Problem) in
      try context.permit(.app(wanted.app))
    }
    router.repeatable("rollbacks", .appsDeploy, repeated, about: permit, with: operations.rollback)
    router.repeatable("renewals", .appsDeploy, repeated, about: permit, with: operations.renew)
    router.stream("resumptions", .appsDeploy, streamed, about: { .app($0.app) }, with: operations.resume)
  }

  private func pin(_ pinned: Bool, _ context: APIContext) async throws -> [ReleaseSummary] {
    let number = try RequestReader.number("number", in: context)
    return try await operations.pin(RequestReader.appName(in: context), number, pinned)
  }
}
