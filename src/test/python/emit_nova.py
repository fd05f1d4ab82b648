#!/usr/bin/python3
"""Publish real Nova notifications to a RabbitMQ broker.

The objects are built in memory (no database, no API), but every message is
produced by the notification classes and the helper functions of the installed
Nova, and sent by the installed oslo.messaging with its rabbit driver. Nothing
is hand-made on the wire. RealRabbit.java runs it; --help says how to.
"""
import argparse
import collections
import datetime
import json
import logging
import random
import re
import sys
import time
import uuid
import warnings

warnings.simplefilter('ignore')


def parse_args():
    p = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    p.add_argument('--url', default='rabbit://guest:guest@127.0.0.1:5673//',
                   help='oslo.messaging transport URL (vhost "/" is a trailing //)')
    p.add_argument('--kind', choices=('versioned', 'legacy', 'both'), default='both',
                   help='which generation of notifications to send')
    p.add_argument('--count', type=int, default=0,
                   help='stop after so many scenario steps (0: each chosen one once)')
    p.add_argument('--rate', type=float, default=0.0,
                   help='scenario steps a second (0: as fast as possible)')
    p.add_argument('--only', default='', help='regular expression on scenario names')
    p.add_argument('--shuffle', action='store_true', help='random order')
    p.add_argument('--seed', type=int, default=1, help='seed for --shuffle and for ids')
    p.add_argument('--driver', default='messagingv2', choices=('messagingv2', 'messaging'),
                   help='messagingv2: with the 2.0 envelope; messaging: without')
    p.add_argument('--exchange', default='nova', help='control_exchange')
    p.add_argument('--versioned-topic', default='versioned_notifications')
    p.add_argument('--legacy-topic', default='notifications')
    p.add_argument('--durable', action='store_true', help='amqp_durable_queues=true')
    p.add_argument('--quorum', action='store_true', help='rabbit_quorum_queue=true')
    p.add_argument('--compression', default='', help='kombu_compression (gzip, bz2)')
    p.add_argument('--host', default='compute1', help='host part of publisher_id')
    p.add_argument('--list', action='store_true', help='print the scenario names and stop')
    p.add_argument('--quiet', action='store_true', help='no summary on stdout')
    return p.parse_args()


ARGS = parse_args()
logging.basicConfig(level=logging.ERROR, stream=sys.stderr)

import nova.conf  # noqa: E402
from nova import context as nova_context  # noqa: E402
from nova import exception as nova_exception  # noqa: E402
from nova import exception_wrapper  # noqa: E402
from nova import objects  # noqa: E402
from nova import rpc  # noqa: E402
from nova.compute import utils as cu  # noqa: E402
from nova.network import model as net  # noqa: E402
from nova.notifications import base as nbase  # noqa: E402
from nova.notifications.objects import base as nob  # noqa: E402
from nova.notifications.objects import instance as ninst  # noqa: E402
from nova.objects import fields  # noqa: E402
import oslo_messaging  # noqa: E402

CONF = nova.conf.CONF
RNG = random.Random(ARGS.seed)
A = fields.NotificationAction
P = fields.NotificationPhase
UTC = datetime.timezone.utc
PROJECT = '6f70656e737461636b20342065766572'
USER = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'


def new_uuid():
    return str(uuid.UUID(int=RNG.getrandbits(128), version=4))


def when(minutes=0):
    return datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC) + datetime.timedelta(minutes=minutes)


def setup():
    CONF([], project='nova', default_config_files=[], default_config_dirs=[])
    rpc.set_defaults(control_exchange=ARGS.exchange)
    # the options of the transport and of the notifier exist once one has been made
    t = oslo_messaging.get_notification_transport(CONF, url=ARGS.url)
    oslo_messaging.Notifier(t, driver='noop')
    t.cleanup()
    CONF.set_override('transport_url', ARGS.url)
    CONF.set_override('host', ARGS.host)
    CONF.set_override('notification_format',
                      {'legacy': 'unversioned'}.get(ARGS.kind, ARGS.kind), 'notifications')
    CONF.set_override('versioned_notifications_topics', [ARGS.versioned_topic], 'notifications')
    CONF.set_override('notify_on_state_change', 'vm_and_task_state', 'notifications')
    CONF.set_override('api_servers', ['http://127.0.0.1:9292'], 'glance')
    CONF.set_override('instance_usage_audit_period', 'hour')
    objects.register_all()
    g = 'oslo_messaging_rabbit'
    CONF.set_override('amqp_durable_queues', ARGS.durable, g)
    CONF.set_override('rabbit_quorum_queue', ARGS.quorum, g)
    if ARGS.compression:
        CONF.set_override('kombu_compression', ARGS.compression, g)
    CONF.set_override('driver', [ARGS.driver], 'oslo_messaging_notifications')
    CONF.set_override('topics', [ARGS.legacy_topic], 'oslo_messaging_notifications')
    rpc.init(CONF)


def ctx():
    return nova_context.RequestContext(
        user_id=USER, project_id=PROJECT, user_name='demo', project_name='demo-project',
        is_admin=False, roles=['member', 'reader'], auth_token='SECRET-TOKEN-not-for-the-bus',
        request_id='req-' + new_uuid(), remote_address='203.0.113.7')


def flavor(**kw):
    d = dict(id=7, name='m1.small', memory_mb=2048, vcpus=1, root_gb=20, ephemeral_gb=0,
             flavorid='a22d5517-147c-4147-a0d1-e698df5cd4e3', swap=0, rxtx_factor=1.0,
             vcpu_weight=0, disabled=False, is_public=True,
             extra_specs={'hw:watchdog_action': 'disabled'}, projects=[], description=None)
    d.update(kw)
    f = objects.Flavor(ctx(), **d)
    f.obj_reset_changes()
    return f


def network_info(n=1):
    vifs = []
    for i in range(n):
        subnet = net.Subnet(cidr='192.168.1.0/24', ips=[net.FixedIP(address='192.168.1.%d' % (3 + i), version=4)])
        nw = net.Network(id=new_uuid(), bridge='br-int', label='private', subnets=[subnet])
        vifs.append(net.VIF(id=new_uuid(), address='fa:16:3e:4c:2c:%02x' % (0x30 + i), network=nw,
                            devname='tap%08x' % RNG.getrandbits(32), type='ovs', meta={}))
    return net.NetworkInfo(vifs)


def instance(**kw):
    c = ctx()
    iuuid = new_uuid()
    d = dict(id=RNG.randint(1, 1 << 20), uuid=iuuid, user_id=USER, project_id=PROJECT,
             image_ref=new_uuid(), kernel_id='', ramdisk_id='', hostname='vm-%s' % iuuid[:4],
             display_name='vm-%s' % iuuid[:4], display_description='демо ✓', key_name='my-key',
             power_state=1, vm_state='active', task_state=None, host=ARGS.host, node='node-' + ARGS.host,
             reservation_id='r-npxv0e40', launched_at=when(1), terminated_at=None, created_at=when(),
             updated_at=when(2), deleted_at=None, deleted=False, availability_zone='nova',
             locked=False, os_type=None, architecture='x86_64', auto_disk_config=True, progress=0,
             metadata={'role': 'web'}, system_metadata={'image_min_disk': '20'}, instance_type_id=7,
             access_ip_v4=None, access_ip_v6=None, cell_name=None, root_device_name='/dev/vda',
             launch_index=0, hidden=False)
    d.update(kw)
    i = objects.Instance(c, **d)
    i.flavor = flavor()
    i.old_flavor = None
    i.new_flavor = None
    i.info_cache = objects.InstanceInfoCache(c, instance_uuid=iuuid, network_info=network_info())
    i.tags = objects.TagList(objects=[objects.Tag(resource_id=iuuid, tag='blue')])
    i.keypairs = objects.KeyPairList(objects=[keypair()])
    i.trusted_certs = objects.TrustedCerts(ids=['cert-1', 'cert-2'])
    i.services = objects.ServiceList(objects=[])
    i.obj_reset_changes(recursive=True)
    return i


def bdms(inst):
    one = objects.BlockDeviceMapping(
        instance_uuid=inst.uuid, device_name='/dev/sdb', boot_index=None, delete_on_termination=False,
        volume_id=new_uuid(), tag=None, source_type='volume', destination_type='volume')
    return objects.BlockDeviceMappingList(objects=[one])


def keypair():
    return objects.KeyPair(user_id=USER, name='my-key', type='ssh',
                           fingerprint='1e:2c:9b:56:79:4b:45:77:f9:ca:7a:98:2c:b0:d5:3c',
                           public_key='ssh-rsa AAAAB3Nza demo')


def service(**kw):
    d = dict(id=1, host=ARGS.host, binary='nova-compute', topic='compute', report_count=RNG.randint(0, 1000),
             disabled=False, disabled_reason=None, availability_zone=None, last_seen_up=when(3),
             forced_down=False, uuid=new_uuid())
    d.update(kw)
    return objects.Service(ctx(), **d)


def aggregate():
    return objects.Aggregate(id=1, uuid=new_uuid(), name='my-aggregate', hosts=[ARGS.host],
                             metadata={'availability_zone': 'nova'})


def group():
    g = objects.InstanceGroup(uuid=new_uuid(), name='grp', user_id=USER, project_id=PROJECT,
                              policies=['anti-affinity'], members=[new_uuid()], hosts=None,
                              policy='anti-affinity')
    g._rules = {'max_server_per_host': '3'}
    return g


def request_spec():
    topo = objects.InstanceNUMATopology(cells=[objects.InstanceNUMACell(
        id=0, cpuset={0, 1, 2}, pcpuset=set(), cpuset_reserved=None, memory=512, pagesize=None,
        cpu_pinning_raw=None, cpu_policy=None, cpu_thread_policy=None)], emulator_threads_policy=None)
    rs = objects.RequestSpec(
        instance_uuid=new_uuid(), project_id=PROJECT, user_id=USER, availability_zone='nova',
        num_instances=1, ignore_hosts=None, scheduler_hints={'group': ['x']}, flavor=flavor(),
        image=objects.ImageMeta(
            id=new_uuid(), name='cirros', status='active', visibility='public', protected=False,
            checksum='0' * 32, owner=PROJECT, size=1, virtual_size=0, container_format='raw',
            disk_format='raw', created_at=when(), updated_at=when(), tags=['t'],
            min_ram=0, min_disk=0, properties=objects.ImageMetaProps(hw_architecture='x86_64')),
        numa_topology=topo, pci_requests=objects.InstancePCIRequests(requests=[]),
        security_groups=objects.SecurityGroupList(objects=[]), force_hosts=[ARGS.host], force_nodes=None,
        retry=None, requested_destination=None, instance_group=None)
    return rs


# compiled under a neutral name, so that tracebacks in the payloads do not carry this file's place
_NS = {}
exec(compile("def raised(make):\n    try:\n        raise make()\n    except Exception as e:\n        return e\n",
             'nova/virt/fake.py', 'exec'), _NS)
raised = _NS['raised']


VERSIONED = collections.OrderedDict()
LEGACY = collections.OrderedDict()


def v(name):
    def deco(f):
        VERSIONED[name] = f
        return f
    return deco


def l(name):
    def deco(f):
        LEGACY[name] = f
        return f
    return deco


def build_versioned():
    for act in ('create', 'update', 'delete'):
        VERSIONED['service.' + act] = lambda act=act: service()._send_notification(getattr(A, act.upper()))
    VERSIONED['service.update#disabled'] = lambda: service(
        disabled=True, disabled_reason='maintenance', forced_down=True, last_seen_up=None)._send_notification(A.UPDATE)

    # a state of the instance that suits the action, for the live view
    plain = ['pause', 'unpause', 'resize', 'suspend', 'power_on', 'power_off', 'reboot', 'shutdown',
             'interface_attach', 'shelve', 'resume', 'restore', 'delete', 'resize_finish',
             'live_migration_abort', 'live_migration_post_dest', 'live_migration_post', 'live_migration_pre',
             'live_migration_rollback_dest', 'live_migration_rollback', 'live_migration_force_complete',
             'interface_detach', 'resize_confirm', 'resize_revert', 'shelve_offload', 'soft_delete',
             'trigger_crash_dump', 'unrescue', 'unshelve']
    states = {'pause': 'paused', 'suspend': 'suspended', 'power_off': 'stopped', 'shelve': 'shelved',
              'delete': 'deleted', 'soft_delete': 'soft-delete', 'resize_finish': 'resized',
              'shelve_offload': 'shelved_offloaded', 'shutdown': 'stopped'}
    for act in plain:
        for phase in ('start', 'end'):
            def f(act=act, phase=phase):
                st = states.get(act, 'active') if phase == 'end' else 'active'
                i = instance(vm_state=st, terminated_at=when(9) if act == 'delete' and phase == 'end' else None)
                cu.notify_about_instance_action(i._context, i, ARGS.host, act, phase=phase, bdms=bdms(i))
            VERSIONED['instance.%s.%s' % (act, phase)] = f
    for act in ('lock', 'unlock', 'evacuate'):
        def f(act=act):
            kw = {'locked': True, 'system_metadata': {'locked_reason': 'because'}} if act == 'lock' else {}
            i = instance(**kw)
            cu.notify_about_instance_action(i._context, i, ARGS.host, act, source='nova-api')
        VERSIONED['instance.' + act] = f
    for act in ('reboot', 'resize', 'interface_attach'):
        def f(act=act):
            i = instance(vm_state='error')
            cu.notify_about_instance_action(
                i._context, i, ARGS.host, act, phase='error', bdms=[],
                exception=raised(lambda: nova_exception.UnsupportedVirtType(virt='FakeVirt')))
        VERSIONED['instance.%s.error' % act] = f

    for phase in ('start', 'end'):
        def create(phase=phase):
            i = instance(vm_state='building' if phase == 'start' else 'active',
                         power_state=0 if phase == 'start' else 1,
                         task_state='spawning' if phase == 'start' else None)
            cu.notify_about_instance_create(i._context, i, ARGS.host, phase=phase, bdms=bdms(i))
        VERSIONED['instance.create.' + phase] = create

        def rebuild(phase=phase):
            i = instance()
            cu.notify_about_instance_rebuild(i._context, i, ARGS.host, phase=phase, bdms=[])
        VERSIONED['instance.rebuild.' + phase] = rebuild

        def rescue(phase=phase):
            i = instance(vm_state='rescued')
            cu.notify_about_instance_rescue_action(i._context, i, ARGS.host, new_uuid(), phase=phase)
        VERSIONED['instance.rescue.' + phase] = rescue

        def snap(phase=phase):
            i = instance()
            cu.notify_about_instance_snapshot(i._context, i, ARGS.host, phase, new_uuid())
        VERSIONED['instance.snapshot.' + phase] = snap

        def prep(phase=phase):
            i = instance()
            cu.notify_about_resize_prep_instance(i._context, i, ARGS.host, phase, flavor(name='m1.big', vcpus=4))
        VERSIONED['instance.resize_prep.' + phase] = prep

        def swap(phase=phase):
            i = instance()
            cu.notify_about_volume_swap(i._context, i, ARGS.host, phase, new_uuid(), new_uuid())
        VERSIONED['instance.volume_swap.' + phase] = swap
        for act in ('volume_attach', 'volume_detach'):
            def vol(act=act, phase=phase):
                i = instance()
                cu.notify_about_volume_attach_detach(i._context, i, ARGS.host, act, phase, volume_id=new_uuid())
            VERSIONED['instance.%s.%s' % (act, phase)] = vol
        for act in ('create', 'import', 'delete'):
            VERSIONED['keypair.%s.%s' % (act, phase)] = (
                lambda act=act, phase=phase: cu.notify_about_keypair_action(ctx(), keypair(), act, phase))
        for act in ('create', 'delete', 'add_host', 'remove_host', 'update_metadata', 'update_prop', 'cache_images'):
            VERSIONED['aggregate.%s.%s' % (act, phase)] = (
                lambda act=act, phase=phase: cu.notify_about_aggregate_action(ctx(), aggregate(), act, phase))
        VERSIONED['scheduler.select_destinations.' + phase] = (
            lambda phase=phase: cu.notify_about_scheduler_action(ctx(), request_spec(), A.SELECT_DESTINATIONS, phase=phase))

    @v('instance.create.error')
    def _():
        i = instance(vm_state='error')
        cu.notify_about_instance_create(i._context, i, ARGS.host, phase='error', bdms=[],
                                        exception=raised(lambda: nova_exception.FlavorDiskTooSmall()))

    @v('instance.rebuild.error')
    def _():
        i = instance(vm_state='error')
        cu.notify_about_instance_rebuild(i._context, i, ARGS.host, phase='error', bdms=[],
                                         exception=raised(lambda: nova_exception.VirtualInterfaceCreateException()))

    @v('instance.rebuild_scheduled')
    def _():
        i = instance()
        cu.notify_about_instance_rebuild(i._context, i, ARGS.host, action=A.REBUILD_SCHEDULED,
                                         source='nova-conductor', bdms=[])

    @v('instance.volume_attach.error')
    def _():
        i = instance()
        cu.notify_about_volume_attach_detach(i._context, i, ARGS.host, 'volume_attach', 'error', volume_id=new_uuid(),
                                             exception=raised(lambda: nova_exception.CinderConnectionFailed(reason='timed out')))

    @v('instance.volume_swap.error')
    def _():
        i = instance()
        cu.notify_about_volume_swap(i._context, i, ARGS.host, 'error', new_uuid(), new_uuid(),
                                    exception=raised(lambda: TypeError("'tuple' object does not support item assignment")))

    @v('instance.update')
    def _():
        # the path Nova itself takes: one call, a legacy and a versioned message
        i = instance(vm_state='building', task_state='spawning')
        nbase.send_update_with_states(i._context, i, 'building', 'active', 'spawning', None, service='compute')

    @v('instance.exists')
    def _():
        i = instance()
        pay = ninst.InstanceExistsPayload(
            i._context, i, ninst.AuditPeriodPayload(audit_period_beginning=when(-60), audit_period_ending=when()))
        ninst.InstanceExistsNotification(
            priority='info', publisher=nob.NotificationPublisher(host=ARGS.host, source='nova-compute'),
            event_type=nob.EventType(object='instance', action='exists'), payload=pay).emit(i._context)

    for act in ('create', 'update', 'delete'):
        VERSIONED['flavor.' + act] = lambda act=act: flavor(projects=['p1'])._send_notification(getattr(A, act.upper()))
    for act in ('create', 'delete', 'add_member'):
        VERSIONED['server_group.' + act] = lambda act=act: cu.notify_about_server_group_action(ctx(), group(), act)
    VERSIONED['aggregate.cache_images.progress'] = lambda: cu.notify_about_aggregate_cache(
        ctx(), aggregate(), ARGS.host, {new_uuid(): 'cached', new_uuid(): 'error'}, 1, 2)
    VERSIONED['volume.usage'] = lambda: cu.notify_about_volume_usage(
        ctx(), objects.VolumeUsage(
            volume_id=new_uuid(), project_id=PROJECT, user_id=USER, availability_zone='nova',
            instance_uuid=new_uuid(), tot_last_refreshed=when(), tot_reads=1, tot_read_bytes=2, tot_writes=3,
            tot_write_bytes=4, curr_last_refreshed=when(5), curr_reads=10, curr_read_bytes=1 << 40,
            curr_writes=30, curr_write_bytes=40), ARGS.host)
    VERSIONED['libvirt.connect.error'] = lambda: cu.notify_about_libvirt_connect_error(
        ctx(), '192.0.2.10', raised(lambda: RuntimeError('Sample exception for versioned notification test.')))
    VERSIONED['metrics.update'] = lambda: cu.notify_about_metrics_update(
        ctx(), ARGS.host, '192.0.2.10', 'node-' + ARGS.host,
        objects.MonitorMetricList(objects=[
            objects.MonitorMetric(name='cpu.percent', value=23, timestamp=when(), source='libvirt.LibvirtDriver'),
            objects.MonitorMetric(name='numa.membw.current', numa_membw_values={'0': 10, '1': 43}, value=0,
                                  timestamp=when(), source='fake')]))
    for act in ('build_instances', 'migrate_server', 'rebuild_server'):
        VERSIONED['compute_task.%s.error' % act] = lambda act=act: cu.notify_about_compute_task_error(
            ctx(), act, new_uuid(), request_spec(), 'error',
            raised(lambda: nova_exception.NoValidHost(reason='There are not enough hosts available.')))

    @v('compute.exception')
    def _():
        class Manager:
            @exception_wrapper.wrap_exception('compute', 'nova-compute')
            def attach_volume(self, context, volume_id, admin_password=None):
                raise nova_exception.AggregateNameExists(aggregate_name='versioned_exc_aggregate')
        try:
            Manager().attach_volume(ctx(), volume_id=new_uuid(), admin_password='hush')
        except nova_exception.AggregateNameExists:
            pass


def build_legacy():
    for ev in ('create.start', 'create.end', 'delete.start', 'delete.end', 'reboot.start', 'reboot.end',
               'power_off.end', 'resize.confirm.end', 'exists'):
        def f(ev=ev):
            i = instance()
            cu.notify_about_instance_usage(rpc.get_notifier('compute'), i._context, i, ev,
                                           network_info=i.info_cache.network_info)
        LEGACY['compute.instance.' + ev] = f

    @l('compute.instance.create.error')
    def _():
        i = instance(vm_state='error')
        cu.notify_about_instance_usage(rpc.get_notifier('compute'), i._context, i, 'create.error',
                                       fault=raised(lambda: nova_exception.NoValidHost(reason='none left')))
    LEGACY['servergroup.create'] = lambda: cu.notify_about_server_group_update(
        ctx(), 'create', {'server_group_id': new_uuid(), 'name': 'grp', 'policies': ['affinity']})
    LEGACY['aggregate.addhost.end'] = lambda: cu.notify_about_aggregate_update(
        ctx(), 'addhost.end', {'aggregate_id': 1, 'name': 'my-aggregate', 'host_name': ARGS.host})
    LEGACY['HostAPI.set_enabled.end'] = lambda: cu.notify_about_host_update(
        ctx(), 'set_enabled.end', {'host_name': ARGS.host, 'enabled': True})

    # every priority method of oslo.messaging's Notifier, as another service would use it
    for prio in ('audit', 'debug', 'info', 'warn', 'error', 'critical', 'sample'):
        def f(prio=prio):
            n = oslo_messaging.Notifier(rpc.NOTIFICATION_TRANSPORT, publisher_id='volume.%s@lvm#LVM' % ARGS.host,
                                        serializer=rpc.RequestContextSerializer(rpc.JsonPayloadSerializer()))
            getattr(n, prio)(ctx(), 'volume.%s.demo' % prio,
                             {'volume_id': new_uuid(), 'size': 1, 'status': 'available', 'n': None,
                              'created_at': '2026-03-04T05:06:07', 'display_name': 'tab\tquote"\u2713'})
        LEGACY['priority.' + prio] = f


def main():
    build_versioned()
    build_legacy()
    todo = []
    if ARGS.kind in ('versioned', 'both'):
        todo += [('versioned', n, f) for n, f in VERSIONED.items()]
    if ARGS.kind in ('legacy', 'both'):
        todo += [('legacy', n, f) for n, f in LEGACY.items()]
    todo = [t for t in todo if re.search(ARGS.only, t[1])]
    if ARGS.list:
        for t in todo:
            print(t[0], t[1])
        return 0
    if not todo:
        print('no scenario matches', file=sys.stderr)
        return 2
    setup()
    # count what the broker confirmed, not what was attempted (oslo.messaging only logs a failure)
    sent, lost = collections.Counter(), collections.Counter()
    from oslo_messaging import transport as msgtr
    inner = msgtr.Transport._send_notification

    def counting(self, target, ctxt, message, version, retry=None):
        key = '%s %s' % (target.topic, message['event_type'])
        try:
            inner(self, target, ctxt, message, version=version, retry=retry)
        except Exception:
            lost[key] += 1
            raise
        sent[key] += 1
    msgtr.Transport._send_notification = counting

    total = ARGS.count or len(todo)
    failed = collections.OrderedDict()
    t0 = time.monotonic()
    order = list(todo)
    for k in range(total):
        if k % len(todo) == 0:
            order = list(todo)
            if ARGS.shuffle:
                RNG.shuffle(order)
        kind, name, f = order[k % len(todo)]
        if ARGS.rate > 0:
            lag = t0 + k / ARGS.rate - time.monotonic()
            if lag > 0:
                time.sleep(lag)
        try:
            f()
        except Exception as e:
            failed[name] = '%s: %s' % (type(e).__name__, e)
    dt = time.monotonic() - t0
    rpc.cleanup()
    if not ARGS.quiet:
        print(json.dumps({'steps': total, 'messages': sum(sent.values()), 'seconds': round(dt, 3),
                          'sent': dict(sorted(sent.items())), 'lost': dict(sorted(lost.items())), 'failed': failed}, indent=1))
    return 1 if failed or lost else 0


if __name__ == '__main__':
    sys.exit(main())
