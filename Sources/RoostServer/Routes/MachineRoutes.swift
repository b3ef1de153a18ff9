import Hummingbird
import RoostModel

/// What this machine can do: `/api/v1/profiles`, `/capabilities`, `/project-checks` and `/tool-caches`.
struct MachineRoutes: Sendable {
  let operations: RuntimeOperations

  func add(to router: RouterGroup<APIContext>) {
    let operations = operations
    router.answer(get: "profiles", with: operations.profiles)
    router.answer(.put, "profiles/chosen") { (choice: ProfileChoice) async throws(Problem) in
      try await operations.chooseProfile(choice.name)
    }
    router.answer(get: "strategies", with: operations.strategies)
    router.answer(get: "capabilities", with: operations.capabilities)
    router.answer(.post, "project-checks") { (wanted: DirectoryPath) async throws(Problem) in
      try await operations.check(wanted.directory)
    }
    router.answer(.post, "tool-caches") { (wanted: DirectoryPath) async throws(Problem) in
      try await operations.linkToolCache(wanted.directory)
    }
  }
}
