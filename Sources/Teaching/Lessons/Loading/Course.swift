/// The lessons of a folder in the order in which they are best done.
///
/// A lesson comes after those it names in `after:`. Of several that could be next, the one whose prerequisites come
/// earlier is first, then the one whose id is; so the order depends on nothing but the lessons themselves.
package struct Course: Sendable {
  /// In order.
  package let lessons: [Lesson]

  package init(of lessons: [Lesson]) {
    var rest = lessons.sorted { $0.id.text < $1.id.text }
    let known = Set(rest.map(\.id))
    var placed: [Lesson] = []
    var positions: [Lesson.ID: Int] = [:]
    while !rest.isEmpty {
      let ready = rest.indices.filter { index in
        rest[index].after.allSatisfy { !known.contains($0) || positions[$0] != nil }
      }
      // Lessons that wait for one another in a circle are a mistake the linter names; they still have to be listed.
      let next = ready.min { Self.latest(rest[$0], positions) < Self.latest(rest[$1], positions) } ?? 0
      positions[rest[next].id] = placed.count
      placed.append(rest.remove(at: next))
    }
    self.lessons = placed
  }

  /// Where the last of a lesson's prerequisites stands.
  private static func latest(_ lesson: Lesson, _ positions: [Lesson.ID: Int]) -> Int {
    lesson.after.compactMap { positions[$0] }.max() ?? -1
  }

  /// What a lesson names in `after:` and is not among `done`; lessons that are not of the course do not count.
  package func missing(before lesson: Lesson, done: Set<Lesson.ID>) -> [Lesson.ID] {
    lesson.after.filter { id in !done.contains(id) && lessons.contains { $0.id == id } }
  }

  /// The first lesson that is not done while all that come before it are.
  package func next(done: Set<Lesson.ID>) -> Lesson? {
    lessons.first { !done.contains($0.id) && missing(before: $0, done: done).isEmpty }
  }
}
