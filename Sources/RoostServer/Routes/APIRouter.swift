import Hummingbird
import RoostModel

/// All routes of the API.
enum APIRouter {
  static func make(_ operations: DaemonOperations, runner: OperationRunner) -> Router<APIContext> {
    let router = Router(context: APIContext.self)
    router.add(middleware: ProblemMiddleware())
    let streamed = OperationAnswer(runner: runner)
    let api = router.group("api/v1")
    api.get("status") { _, _ in try JSONAnswer.value(try await operations.status()) }
    AppRoutes(operations: operations.apps, streamed: streamed).add(to: api)
    VariableRoutes(operations: operations.variables, streamed: streamed).add(to: api)
    ReleaseRoutes(operations: operations.releases, streamed: streamed).add(to: api)
    SleepRoutes(operations: operations.sleep).add(to: api)
    RuntimeRoutes(operations: operations.runtimes, streamed: streamed).add(to: api)
    TransactionRoutes(operations: operations.runtimes, streamed: streamed).add(to: api)
    BundleRoutes(operations: operations.runtimes, streamed: streamed).add(to: api)
    MachineRoutes(operations: operations.runtimes).add(to: api)
    EnvironmentRoutes(operations: operations.environments, streamed: streamed).add(to: api)
    EnvironmentProcessRoutes(operations: operations.environments).add(to: api)
    EnvironmentFileRoutes(operations: operations.environments.files).add(to: api)
    GatewayRoutes(operations: operations.gateway).add(to: api)
    MetricsRoutes(operations: operations.metrics).add(to: api)
    LimitRoutes(operations: operations.limits).add(to: api)
    SourceRoutes(operations: operations.sources).add(to: api)
    GitRoutes(operations: operations.git).add(to: api)
    BackupRoutes(operations: operations.backups, streamed: streamed).add(to: api)
    EventRoutes(operations: operations).add(to: api)
    return router
  }
}
