import Hummingbird
import RoostModel

/// All routes of the API.
enum APIRouter {
  static func make(_ operations: DaemonOperations, runner: OperationRunner, door: Door = .socket) -> Router<APIContext> {
    compose(operations, runner: runner, door: door).router
  }

  static func compose(
    _ operations: DaemonOperations, runner: OperationRunner, door: Door = .socket
  ) -> (router: Router<APIContext>, table: RouteTable) {
    let router = Router(context: APIContext.self)
    let table = RouteTable()
    router.add(middleware: HeadAnswers())
    switch door {
    case .socket:
      router.add(middleware: ProblemMiddleware(table: table))
      router.add(middleware: SocketDoor())
    case .network(let door):
      router.add(middleware: SecurityHeaders())
      router.add(middleware: ProblemMiddleware(table: table))
      router.add(middleware: PageProblems())
      router.add(middleware: door)
      router.add(middleware: RequestLimiting(limit: RequestLimit(), now: RequestLimiting.clock))
      // Once more, where it is known who asks; and so that problems, too, say what is left.
      router.add(middleware: ProblemMiddleware(table: table))
      router.add(middleware: PageProblems())
    }
    let api = APIRoutes(group: router.group("api/v1"), table: table, gate: RouteGate(record: operations.access.record))
    add(operations, OperationAnswer(runner: runner), to: api)
    if case .network = door { _ = PageRouter.add(operations, runner: runner, to: router) }
    return (router, table)
  }

  private static func add(_ operations: DaemonOperations, _ streamed: OperationAnswer, to api: APIRoutes) {
    let repeated = RepeatedAnswer(streamed: streamed, kept: operations.repeats)
    StatusRoutes(operations: operations).add(to: api)
    SessionRoutes(operations: operations.access).add(to: api)
    AccessRoutes(operations: operations.access).add(to: api)
    SecondFactorRoutes(operations: operations.access.secondFactor).add(to: api)
    AppRoutes(operations: operations.apps, repeated: repeated).add(to: api)
    VariableRoutes(operations: operations.variables, streamed: streamed).add(to: api)
    ReleaseRoutes(operations: operations.releases, streamed: streamed, repeated: repeated).add(to: api)
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
    DraftRoutes(operations: operations.drafts, streamed: streamed).add(to: api)
    GitRoutes(operations: operations.git).add(to: api)
    BackupRoutes(operations: operations.backups, streamed: streamed).add(to: api)
    CareRoutes(operations: operations.care).add(to: api)
    AppFileRoutes(operations: operations.files).add(to: api)
    EventRoutes(operations: operations).add(to: api)
    DescriptionRoutes(table: api.table).add(to: api)
  }
}
