namespace Parley.BrowserTests.Rig;

/// <summary>What a page is asked to note about itself from its first line on.</summary>
public static class Watching
{
    /// <summary>
    /// <c>__watch.said</c>: what was added inside live regions, as a screen reader would read it; <c>__watch.shift</c>: the sum of layout
    /// shifts nobody caused; <c>__watch.moving</c>: animations seen while asked to look; <c>__xss</c>: markup that came to life.
    /// </summary>
    public const string Script = """
        (() => {
          const watch = (globalThis.__watch = { said: [], shift: 0, shifts: [], moving: new Set(), looking: false });
          globalThis.__xss = 0;
          const live = element => {
            for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
              const how = at.getAttribute('aria-live') ?? { status: 'polite', log: 'polite', alert: 'assertive' }[at.getAttribute('role')];
              if (how) return how !== 'off';
            }
            return false;
          };
          const note = records => {
            for (const { type, target, addedNodes } of records) {
              if (type === 'characterData') {
                if (target.parentElement && live(target.parentElement)) watch.said.push(target.data);
              } else for (const node of addedNodes) {
                const element = node.nodeType === 1 ? node : node.parentElement;
                if (node.nodeType !== 8 && element && live(element) && node.textContent.trim()) watch.said.push(node.textContent);
              }
            }
          };
          const observe = root => new MutationObserver(note).observe(root, { subtree: true, childList: true, characterData: true });
          observe(document);
          const roots = [document];
          const attach = Element.prototype.attachShadow;
          Element.prototype.attachShadow = function (options) {
            const root = attach.call(this, options);
            roots.push(root);
            observe(root);
            return root;
          };
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) {
              watch.shift += entry.value;
              watch.shifts.push(entry.value.toFixed(4) + ' ' + entry.sources.map(s => `${s.node?.className || s.node?.nodeName} ${JSON.stringify(s.previousRect)} to ${JSON.stringify(s.currentRect)}`).join(', '));
            }
          }).observe({ type: 'layout-shift', buffered: true });
          const look = () => {
            if (watch.looking) for (const root of roots) for (const animation of root.getAnimations()) {
              const { duration } = animation.effect?.getComputedTiming() ?? {};
              if (animation.playState === 'running' && duration > 0)
                watch.moving.add((animation.animationName ?? animation.transitionProperty) + ' on ' + animation.effect.target?.className);
            }
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })();
        """;
}
