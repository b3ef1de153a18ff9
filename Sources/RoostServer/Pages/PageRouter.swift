import Hummingbird
import RoostModel

/// All pages, beside the API at the network's door.
enum PageRouter {
  /// The pages' own table: what the API documents is not mixed with it.
  static func add(
    _ operations: DaemonOperations, runner: OperationRunner, to router: Router<APIContext>
  ) -> RouteTable {
    let table = RouteTable()
    var pages = APIRoutes(group: router.group(""), table: table, gate: RouteGate(record: operations.access.record))
    pages.events = { () async throws(Problem) in try await operations.events(EventQuery(after: .max, follows: true)) }
    let site = PageSite(operations: operations, works: WorkBook(runner: runner))
    AssetRoutes.add(to: pages)
    SessionPages(site: site).add(to: pages)
    MachinePages(site: site).add(to: pages)
    DeployPages(site: site).add(to: pages)
    RuntimePages(site: site).add(to: pages)
    AppPages(site: site).add(to: pages)
    AppLogPages(site: site).add(to: pages)
    AppFilePages(site: site).add(to: pages)
    AppForms(site: site).add(to: pages)
    AccessPages(site: site).add(to: pages)
    return table
  }
}
