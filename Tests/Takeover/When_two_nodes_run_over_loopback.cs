using System.Net.Sockets;
using Replicated.Frames;
using Replicated.Links;

namespace Replicated.Tests.Takeover;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_two_nodes_run_over_loopback
{
    readonly MemoryLease lease = new();
    readonly List<TestNode> nodes = [];

    [TearDown]
    public void End() => nodes.ForEach(node => node.Dispose());

    [Test]
    public void every_acknowledged_commit_is_in_the_state_of_who_takes_over()
    {
        var active = Begin("left");
        var standby = Join("right", active);
        for (int i = 0; i < 200; i++)
            Assert.That(active.Commit(i).Level, Is.GreaterThanOrEqualTo(CommitLevel.Received));
        active.Kill();
        standby.AwaitActive();
        Assert.That(standby.State.Values, Is.EqualTo(Enumerable.Range(0, 200)));
        Assert.That((standby.Node.Epoch, standby.Node.Activated.Result.WasTakenOver), Is.EqualTo((2L, true)));
    }

    [Test]
    public void after_a_takeover_a_fresh_standby_makes_commits_safe_again()
    {
        var active = Begin("left");
        for (int reign = 1; reign <= 4; reign++)
        {
            var standby = Join("right", active);
            Assert.That(active.Commit(reign), Is.EqualTo(new CommitResult(CommitLevel.Received, reign, active.Node.Status().Sequence)).Or.Property("Level").EqualTo(CommitLevel.Applied));
            active.Kill();
            standby.AwaitActive();
            active = standby;
        }
        Assert.That(active.State.Values, Is.EqualTo((int[])[1, 2, 3, 4]));
    }

    [Test]
    public void a_commit_reaches_applied()
    {
        var active = Begin("left");
        var standby = Join("right", active);
        Assert.That(active.Commit(7, CommitLevel.Applied).Level, Is.EqualTo(CommitLevel.Applied));
        Assert.That(standby.State.Values, Is.EqualTo((int[])[7]));
    }

    [Test]
    public void without_a_standby_a_commit_waits_and_says_local()
    {
        var active = Begin("left");
        Assert.That(active.Commit(1, timeout: TimeSpan.FromMilliseconds(50)), Is.EqualTo(new CommitResult(CommitLevel.Local, 1, 1)));
    }

    [Test]
    public void a_wait_that_is_cancelled_says_that_the_outcome_is_unknown()
    {
        var active = Begin("left");
        active.State.Add(1);
        using var cancellation = new CancellationTokenSource();
        var commit = active.Node.CommitAsync(CommitLevel.Received, null, cancellation.Token);
        cancellation.Cancel();
        Assert.That(async () => await commit, Throws.InstanceOf<OperationCanceledException>().With.Message.Contains("frame 1 of epoch 1").And.Message.Contains("unknown"));
    }

    [Test]
    public void a_wait_that_is_open_when_the_node_stops_ends()
    {
        var active = Begin("left");
        active.State.Add(1);
        var open = active.Node.CommitAsync(CommitLevel.Received, TimeSpan.FromSeconds(5), default).AsTask();
        active.Node.StopAsync(TimeSpan.FromSeconds(5)).Wait();
        Assert.That(open.Wait(TimeSpan.FromSeconds(10)), Is.True, "the wait has a deadline");
        Assert.That(open.Result.Level, Is.EqualTo(CommitLevel.Local));
    }

    /// <summary>Trap X2: what another commit captured and is not acknowledged yet is not acknowledged for this one either.</summary>
    [Test]
    public void a_commit_that_finds_nothing_marked_waits_for_the_frame_that_has_its_changes()
    {
        var active = Begin("left");
        active.State.Add(1);
        active.Node.Commit();
        Assert.That(active.Node.CommitAsync(CommitLevel.Received, TimeSpan.FromMilliseconds(50), default).AsTask().Result, Is.EqualTo(new CommitResult(CommitLevel.Local, 1, 1)));
    }

    [Test]
    public void many_threads_commit_and_nothing_is_lost()
    {
        var active = Begin("left");
        var standby = Join("right", active);
        Task.WaitAll([.. Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 100; i++)
                Assert.That(active.Commit((thread * 100) + i).Level, Is.GreaterThanOrEqualTo(CommitLevel.Received));
        }))]);
        active.Kill();
        standby.AwaitActive();
        Assert.That(standby.State.Values, Is.EquivalentTo(Enumerable.Range(0, 800)));
    }

    [Test]
    public void a_frame_larger_than_a_message_arrives_whole()
    {
        var active = Begin("left", options => options.MessageBytesMax = 1024);
        var standby = Join("right", active, options => options.MessageBytesMax = 1024);
        active.State.Ballast = 5_000_000;
        Assert.That(active.Commit(5, CommitLevel.Applied).Level, Is.EqualTo(CommitLevel.Applied));
        Assert.That(standby.State.Values, Is.EqualTo((int[])[5]));
    }

    [Test]
    public void a_node_that_stops_hands_over_its_last_commit()
    {
        var active = Begin("left");
        var standby = Join("right", active);
        active.State.Add(9);
        active.Node.StopAsync(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
        standby.AwaitActive();
        Assert.That(standby.State.Values, Is.EqualTo((int[])[9]));
        Assert.That(() => active.Node.Commit(), Throws.TypeOf<ReplicationException>().With.Message.Contains("has ended its part"));
    }

    [Test]
    public void the_last_node_that_stops_ends_the_history_and_the_next_begins_another()
    {
        var last = Begin("left");
        last.Commit(1, CommitLevel.Local);
        last.Node.StopAsync(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
        Assert.That(lease.Record!.Ended, Is.True);
        var next = Begin("left");
        Assert.That((next.Node.Epoch, next.Node.Activated.Result.WasTakenOver), Is.EqualTo((2L, false)));
    }

    /// <summary>Trap X4, with real nodes.</summary>
    [Test]
    public void a_holder_that_died_alone_and_restarts_does_not_begin_by_itself_but_for_an_operator()
    {
        Begin("left").Kill();
        var restarted = Start("left");
        TestNode.Await(() => restarted.Log.Contains("it holds no state", StringComparison.Ordinal), "says why it does not start");
        Assert.That(restarted.Node.Activated.IsCompleted, Is.False);
        var reply = Request.PromoteAsync(restarted.Node.Address, empty: true, TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
        Assert.That(reply.Accepted, Is.True, reply.Text);
        restarted.AwaitActive();
        Assert.That(restarted.Node.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void status_says_what_each_node_does()
    {
        var active = Begin("left");
        var standby = Join("right", active);
        active.Commit(1, CommitLevel.Applied);
        var left = Request.StatusAsync(active.Node.Address, TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
        var right = Request.StatusAsync(standby.Node.Address, TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();
        Assert.Multiple(() =>
        {
            Assert.That((left.Role, left.Ready, left.Epoch, left.Standbys.Single().Node, left.Standbys.Single().InSync), Is.EqualTo(("active", true, 1L, "right", true)));
            Assert.That((right.Role, right.Ready, right.Epoch, right.Active, right.Sequence), Is.EqualTo(("standby", true, 1L, "left", left.Sequence)));
        });
    }

    [Test]
    public void an_active_that_may_not_acknowledge_any_more_does_not()
    {
        var active = Begin("left");
        Join("right", active);
        active.Node.StopAcknowledging("the service died");
        Assert.That(() => active.Ended, Is.EqualTo("the service died").After(10_000, 5));
        Assert.That(() => active.Commit(1), Throws.TypeOf<ReplicationException>());
    }

    [Test]
    public void garbage_on_the_port_is_refused_and_harms_nobody()
    {
        var active = Begin("left");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect("127.0.0.1", active.Node.Address.Port);
        socket.Send("GET / HTTP/1.1\r\n\r\n"u8);
        var reader = new MessageReader(1 << 20);
        reader.Advance(socket.Receive(reader.GetRoom().Span));
        Assert.That(reader.TryRead(out var message), Is.True);
        Assert.That(MessageContracts.Read<Refusal>(message.Body.Span).Text, Does.Contain("at byte 0 of the stream: 0x47 where a message must begin with 0x0A"));
        Assert.That(active.Commit(1, CommitLevel.Local).Sequence, Is.EqualTo(1));
    }

    [Test]
    public void a_standby_with_other_shapes_gives_up_with_the_reason()
    {
        var shapes = new TestState { Types = [new() { Name = "Account", Members = [new() { Name = "Balance", Type = "decimal" }] }] };
        var active = TestNode.OnLoopback("left", lease.Open(), state: shapes);
        nodes.Add(active);
        active.AwaitActive();
        var standby = Start("right");
        Assert.That(() => standby.Node.WaitUntilActive(), Throws.TypeOf<ReplicationException>().With.Message.Contains("lacks the replicated type Account"));
    }

    [Test]
    public void a_defect_while_a_frame_is_applied_ends_the_following_and_not_the_process()
    {
        var active = Begin("left");
        var standby = Join("right", active);
        standby.State.AtApply = () => throw new InvalidOperationException("no hash code");
        active.Commit(1);
        active.Commit(2, timeout: TimeSpan.FromMilliseconds(50));
        TestNode.Await(() => standby.Log.Contains("cannot apply", StringComparison.Ordinal), "the standby says so");
        Assert.That(standby.Node.Status().Reasons, Has.Some.Contains("no hash code"));
    }

    [Test]
    public void a_defect_while_a_snapshot_is_taken_refuses_the_standby_and_does_not_end_the_active()
    {
        var active = Begin("left");
        active.State.AtSnapshot = () => throw new InvalidOperationException("no hash code");
        Start("right");
        TestNode.Await(() => active.Log.Contains("no hash code", StringComparison.Ordinal), "the active says so");
        Assert.That(active.Commit(1, CommitLevel.Local).Sequence, Is.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    public void a_full_disk_ends_the_recording_and_nothing_else()
    {
        var active = Begin("left", options => options.RecordStreamTo = "/dev/full");
        Join("right", active);
        Assert.That(active.Commit(1).Level, Is.GreaterThanOrEqualTo(CommitLevel.Received));
        TestNode.Await(() => active.Log.Contains("records no more of what it sends to /dev/full", StringComparison.Ordinal), "the active says so");
    }

    [Test]
    public void what_was_sent_to_a_standby_is_in_the_file_that_records_it()
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.stream");
        var active = Begin("left", options => options.RecordStreamTo = file);
        Join("right", active);
        active.Commit(1);
        active.Kill();
        var reader = new MessageReader(16 << 20);
        byte[] recorded = File.ReadAllBytes(file);
        recorded.CopyTo(reader.GetRoom());
        reader.Advance(recorded.Length);
        var kinds = new List<MessageKind>();
        while (reader.TryRead(out var message))
            kinds.Add(message.Kind);
        File.Delete(file);
        Assert.That(reader.IsWithinMessage, Is.False);
        Assert.That(kinds, Does.Contain(MessageKind.Welcome).And.Contain(MessageKind.Frame));
    }

    TestNode Begin(string name, Action<ReplicationOptions>? change = null)
    {
        var node = Start(name, change);
        node.AwaitActive();
        return node;
    }

    TestNode Join(string name, TestNode active, Action<ReplicationOptions>? change = null)
    {
        var node = Start(name, change);
        active.AwaitInSync();
        return node;
    }

    TestNode Start(string name, Action<ReplicationOptions>? change = null)
    {
        var node = TestNode.OnLoopback(name, lease.Open(), change);
        nodes.Add(node);
        return node;
    }
}
