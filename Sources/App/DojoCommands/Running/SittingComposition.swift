import Basics
import Engine
import Lessons
import Practice

/// Puts a sitting together from its real parts.
struct SittingComposition {
  let context: ProcessContext
  let origin: LessonOrigin

  init(context: ProcessContext, origin: LessonOrigin) {
    self.context = context
    self.origin = origin
  }

  func lesson() throws -> Lesson {
    try origin.load(from: { try context.home() })
  }

  /// What a sitting of `lesson` in `folder` is made from.
  func setup(for lesson: Lesson, in folder: LessonFolder, ports: PortPolicy? = nil) throws -> SittingSetup {
    var options = PracticeMachines.Options(
      bundledImages: try context.home().images,
      // The learner's engine has the real ports; what other machines publish must not stand in its way.
      ports: origin.docker?.isOwn == true ? .private : ports ?? origin.portPolicy, language: origin.language,
      environment: context.environment)
    options.runsScripts = origin.trusts ?? false
    // Only the lesson that has the walls has what stands in them.
    let isolation = Isolation(environment: context.environment).flatMap { $0.lesson == lesson.id ? $0 : nil }
    if isolation != nil { options.daemonFiles = IsolatedDaemonFiles(lesson: lesson) }
    let chosen = options
    let source = origin.docker ?? .practice
    var setup = SittingSetup(
      lesson: lesson, folder: folder, program: context.executable, language: origin.language,
      environment: context.environment,
      openMachines: { lesson, stateFolder, socketFolder in
        guard source.isOwn else {
          var options = chosen
          if let isolation {
            try isolation.showSockets(of: lesson, in: socketFolder)
            if options.ports == .real { options.networks = try await isolation.makeNetworks(of: lesson) }
          }
          return try await PracticeMachines.open(
            lesson, stateFolder: stateFolder, socketFolder: socketFolder, options: options)
        }
        return try await OwnMachines.open(
          lesson, docker: OwnDocker.find(source, chosen.environment), folder: folder,
          socketFolder: socketFolder, options: chosen)
      },
      now: { Timestamp.now().milliseconds })
    if let isolation { setup.process = isolation.process }
    return setup
  }
}
